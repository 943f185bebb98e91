using System.Text.Json;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Addresses;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Sources;

/// <summary>Records of <c>DnsRecord</c> documents, whose spec Inventory has checked and made canonical.</summary>
static class DeclaredRecords
{
    const string Kind = "DnsRecord";
    const string Source = "lab";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <param name="view">A document that names the other one asks for nothing here.</param>
    /// <param name="addresses">Of the uplinks that documents follow.</param>
    public static IEnumerable<DesiredRecord> Of(Document document, View view, FollowedAddresses addresses)
    {
        if (document.Kind != Kind || document.SpecJson.Length == 0
            || JsonSerializer.Deserialize<Spec>(document.SpecJson, Json) is not { } spec || !DomainName.TryParse(spec.Name, out var name)
            || (Enum.TryParse<View>(spec.View, ignoreCase: true, out var only) && only != view))
        {
            return [];
        }
        var unproven = document.IsAbsent ? new Reason(document.AbsentCode, document.AbsentReason) : null;
        var by = new Claimant(Source, document.Address, unproven is null ? ClaimRank.Document : ClaimRank.UnprovenDocument);
        Ttl? ttl = spec.Ttl is { } seconds && Ttl.TryCreate(seconds, out var valid) ? valid : null;
        var followed = LabUplinks.Followings(document).Select(following => (Following: following, Content: addresses.ContentOf(following))).ToList();
        return ContentsOf(spec).Concat(followed.Select(it => it.Content).OfType<RecordContent>()).Distinct()
            .Select(content => new DesiredRecord(name, content, ttl, content.IsProxiable ? spec.Proxied : null, by, unproven, ApplyModes.Parse(spec.Apply)))
            .Concat(followed.Where(it => it.Content is null).Select(it => new DesiredRecord(
                name, new RecordContent.Other(spec.Type, $"address of {it.Following.Uplink}"), ttl, Proxied: null, by,
                unproven ?? Reasons.AddressUnknown(it.Following.Uplink), ApplyModes.Parse(spec.Apply))))
            .Select(record => record with { Policy = ChangePolicies.Parse(spec.Policy) });
    }

    static IEnumerable<RecordContent> ContentsOf(Spec spec) => (spec.Values ?? [])
        .Concat((spec.Mx ?? []).Select(mx => $"{mx.Priority} {mx.Exchange}"))
        .Concat((spec.Srv ?? []).Select(srv => $"{srv.Priority} {srv.Weight} {srv.Port} {srv.Target}"))
        .Concat((spec.Caa ?? []).Select(caa => $"{caa.Flags} {caa.Tag} \"{caa.Value}\""))
        .Select(text => RecordText.TryParse(spec.Type, text, out var content) ? content : null)
        .OfType<RecordContent>();

    sealed record Spec(
        string Name, string Type, IReadOnlyList<string>? Values, IReadOnlyList<MxValue>? Mx, IReadOnlyList<SrvValue>? Srv,
        IReadOnlyList<CaaValue>? Caa, int? Ttl, bool? Proxied, string? Apply, string? View, string? Policy);

    sealed record MxValue(int Priority, string Exchange);

    sealed record SrvValue(int Priority, int Weight, int Port, string Target);

    sealed record CaaValue(int Flags, string Tag, string Value);
}
