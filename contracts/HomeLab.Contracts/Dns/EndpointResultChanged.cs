using MassTransit;

namespace HomeLab.Contracts.Dns;

/// <summary>
/// Fact: what became of an endpoint's name in a zone is another thing than was told before; told of endpoints of sources at whose objects the
/// lab wants it shown.
/// </summary>
[MessageUrn("homelab:dns:endpoint-result-changed:v1", useDefaultPrefix: false)]
[EntityName("homelab.dns.endpoint-result-changed.v1")]
public sealed record EndpointResultChanged
{
    /// <summary>As Dns calls it: <c>example.org</c>, <c>example.org@lan</c>.</summary>
    public required string Zone { get; init; }

    /// <summary>As Inventory calls it: <c>kubernetes/talos/networking.k8s.io/Ingress/photos/web#/photos.example.org</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary><c>Converged</c>: its records are there; <c>Waiting</c>: they may come by themselves or by a person's word; <c>Refused</c>.</summary>
    public required string Result { get; init; }

    /// <summary>The records that it asks for: <c>photos.example.org A 192.0.2.1</c>.</summary>
    public required IReadOnlyList<string> Records { get; init; }

    /// <summary>Machine-readable reason, such as <c>ForeignRecord</c>; empty where they are there.</summary>
    public required string ReasonCode { get; init; }

    /// <summary>One sentence for people: why, and the next step; holds no secret.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset At { get; init; }
}
