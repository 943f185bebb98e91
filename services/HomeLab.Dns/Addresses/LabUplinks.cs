using System.Net;
using System.Text.Json;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Records;
using HomeLab.Dns.Sources;

namespace HomeLab.Dns.Addresses;

/// <summary>What the lab says about uplinks, and which of its records follow them.</summary>
static class LabUplinks
{
    const string Kind = "DnsRecord";

    /// <summary>Of a lab that names none: three kinds, by two operators.</summary>
    static readonly IReadOnlyList<DetectorSetting> Usual =
        [new("trace", null, null), new("http", null, null), new("doh", null, null)];

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<Uplink> Uplinks(this LabSnapshot snapshot) => [.. (snapshot.Lab?.Uplinks ?? []).Select(Of)];

    public static IEnumerable<Following> Followings(this LabSnapshot snapshot) => snapshot.Documents.Values.SelectMany(Followings);

    public static IReadOnlyList<Following> Followings(Document document)
    {
        if (document.Kind != Kind || document.SpecJson.Length == 0
            || JsonSerializer.Deserialize<Spec>(document.SpecJson, Json) is not { Uplinks: { } uplinks, Type: "A" or "AAAA" } spec
            || !DomainName.TryParse(spec.Name, out var name))
        {
            return [];
        }
        var family = spec.Type == "A" ? IpFamily.IPv4 : IpFamily.IPv6;
        var suffix = spec.Suffix is null ? null : IPAddress.Parse(spec.Suffix);
        return [.. uplinks.Select(uplink => new Following(document.Address, name, uplink, family, suffix))];
    }

    static Uplink Of(Contracts.Grpc.Inventory.Uplink uplink) => new(
        uplink.Name,
        uplink.Detectors.Count == 0 ? Usual : [.. uplink.Detectors.Select(it => new DetectorSetting(it.Kind, Given(it.Url), Given(it.Interface)))],
        uplink.Quorum, uplink.Confirmations, uplink.Interval.ToTimeSpan(),
        uplink.PrefixLength == 0 ? null : uplink.PrefixLength,
        Given(uplink.Interface))
    {
        Heartbeat = uplink.Heartbeat is null ? null : LabSettings.SecretOf(uplink.Heartbeat),
    };

    static string? Given(string text) => text.Length == 0 ? null : text;

    sealed record Spec(string Name, string Type, IReadOnlyList<string>? Uplinks, string? Suffix);
}
