using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Lab;

namespace HomeLab.Inventory.Publishing.Kubernetes;

/// <summary>The records of a DNSEndpoint, which are wanted as they stand there.</summary>
/// <remarks>https://kubernetes-sigs.github.io/external-dns/latest/docs/sources/crd/.</remarks>
static class RecordWishes
{
    public static WishReading Of(PublishedObject endpoint) => endpoint.Reading(
        from record in endpoint.Spec.At("endpoints").Items()
        group record by (Type: record.Text("recordType"), Name: record.Text("dnsName").Trim().TrimEnd('.').ToLowerInvariant()) into same
        select Of(endpoint, same.Key.Type, [.. same])) with { IsDeclared = true };

    static Wish Of(PublishedObject endpoint, string type, IReadOnlyList<JsonNode> same) => endpoint.Wish(same[0].Text("dnsName")) with
    {
        Router = new Refusal("", "", type).Text,
        Type = type,
        Targets = [.. same.SelectMany(it => it.At("targets").Items()).Select(it => it.ToString())],
        Ttl = same.Select(TtlOf).FirstOrDefault(it => it is not null) ?? endpoint.Annotations.Ttl,
        Proxied = same.Select(ProxiedOf).FirstOrDefault(it => it is not null) ?? endpoint.Annotations.Proxied,
        Refusal = endpoint.Refusal ?? same.Select(RefusalOf).FirstOrDefault(it => it is not null),
    };

    static Refusal? RefusalOf(JsonNode record) => record switch
    {
        _ when record.Text("setIdentifier") is { Length: > 0 } set =>
            new Refusal("TypeNotSupported", $"it is one of several answers that a provider would choose from (setIdentifier {set})", set),
        // The lab's target is for what has none; a record that leads nowhere is a mistake.
        _ when !record.At("targets").Items().Any() => new Refusal("NoTarget", "the record has no targets", record.Text("dnsName")),
        _ => null,
    };

    static int? TtlOf(JsonNode record) =>
        int.TryParse(record.Text("recordTTL"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 60 and <= 86400 ? seconds : null;

    static bool? ProxiedOf(JsonNode record) => record.At("providerSpecific").Items()
        .Where(it => it.Text("name").EndsWith("/cloudflare-proxied", StringComparison.Ordinal))
        .Select(it => ExternalDnsAnnotations.ProxiedOf(it.Text("value"))).FirstOrDefault();
}
