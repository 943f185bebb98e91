using MassTransit;

namespace HomeLab.Contracts.Dns;

/// <summary>Fact: a zone does not hold what the lab asks for, and cannot until something changes.</summary>
[MessageUrn("homelab:dns:zone-degraded:v1", useDefaultPrefix: false)]
[EntityName("homelab.dns.zone-degraded.v1")]
public sealed record ZoneDegraded
{
    public required string Zone { get; init; }

    /// <summary>Machine-readable reason, such as <c>TokenRefused</c>.</summary>
    public required string ReasonCode { get; init; }

    /// <summary>One sentence for people: what is wrong and the next step.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset At { get; init; }
}
