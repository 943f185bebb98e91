using System.Text.Json.Serialization;

namespace HomeLab.Dns.Providers.Webhook;

/// <summary>Changes of whole sets, as external-dns' <c>plan.Changes</c> is written in JSON; an update is its set before and after, at one place in both lists.</summary>
sealed record WebhookChanges(
    [property: JsonPropertyName("create")] IReadOnlyList<WebhookEndpoint> Create,
    [property: JsonPropertyName("updateOld")] IReadOnlyList<WebhookEndpoint> UpdateOld,
    [property: JsonPropertyName("updateNew")] IReadOnlyList<WebhookEndpoint> UpdateNew,
    [property: JsonPropertyName("delete")] IReadOnlyList<WebhookEndpoint> Delete);
