using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HomeLab.Dns.Providers.Webhook;

/// <summary>All records of one name and type, as external-dns' <c>endpoint.Endpoint</c> is written in JSON.</summary>
/// <param name="RecordTtl">Seconds; 0: not said.</param>
/// <param name="SetIdentifier">Tells sets of one name and type apart, where the provider routes by weight or place.</param>
/// <param name="ProviderSpecific">What the provider alone understands; it is given back as it came.</param>
sealed record WebhookEndpoint(
    [property: JsonPropertyName("dnsName")] string DnsName,
    [property: JsonPropertyName("recordType")] string RecordType,
    [property: JsonPropertyName("targets")] IReadOnlyList<string>? Targets,
    [property: JsonPropertyName("recordTTL"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long RecordTtl = 0,
    [property: JsonPropertyName("setIdentifier"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SetIdentifier = null,
    [property: JsonPropertyName("labels"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonNode? Labels = null,
    [property: JsonPropertyName("providerSpecific"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonNode? ProviderSpecific = null);
