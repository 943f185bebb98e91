using System.Net;
using System.Text.Json.Serialization;

namespace k8s.Models;

/// <summary>What the API says of a call that has no object to show.</summary>
public partial record V1Status : IKubernetesObject<V1ListMeta>
{
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; }

    /// <summary>As HTTP has it; 0 or null where the server gave none.</summary>
    [JsonPropertyName("code")]
    public int? Code { get; set; }

    [JsonPropertyName("details")]
    public V1StatusDetails Details { get; set; }

    [JsonPropertyName("kind")]
    public string Kind { get; set; }

    /// <summary>For people.</summary>
    [JsonPropertyName("message")]
    public string Message { get; set; }

    [JsonPropertyName("metadata")]
    public V1ListMeta Metadata { get; set; }

    /// <summary>For machines: <c>Conflict</c>, <c>Expired</c>, <c>NotFound</c>…</summary>
    [JsonPropertyName("reason")]
    public string Reason { get; set; }

    /// <summary><c>Success</c> or <c>Failure</c>.</summary>
    [JsonPropertyName("status")]
    public string Status { get; set; }

    public override string ToString()
    {
        var reason = string.IsNullOrEmpty(Reason) && Code is > 0 ? ((HttpStatusCode)Code.Value).ToString() : Reason;
        return string.Join(" - ", new[] { reason, Message }.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } text
            ? text
            : Status;
    }
}
