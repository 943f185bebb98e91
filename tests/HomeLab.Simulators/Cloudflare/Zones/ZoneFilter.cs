using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.Cloudflare.State;

namespace HomeLab.Simulators.Cloudflare.Zones;

/// <summary>The query parameters of the zone list.</summary>
static class ZoneFilter
{
    public static List<ZoneState> Apply(IEnumerable<ZoneState> zones, CloudflareCall call)
    {
        var query = call.Query;
        var filters = new List<Func<ZoneState, bool>>();
        if (query["name"].ToString() is { Length: > 0 } name)
            filters.Add(zone => name.Split(',').Any(part => MatchesName(part, zone.Zone.Name)));
        if (query["status"].ToString() is { Length: > 0 } status)
            filters.Add(zone => Same(zone.Zone.Status, status));
        if (query["type"].ToString() is { Length: > 0 } type)
            filters.Add(_ => type.Split(',').Any(part => Same(part, "full")));
        if (query["account.id"].ToString() is { Length: > 0 } accountId)
            filters.Add(_ => Same(accountId, call.Identity(call.Options.AccountId)));
        if (query["account.name"].ToString() is { Length: > 0 } accountName)
            filters.Add(_ => MatchesName(accountName, call.Options.AccountName));

        var matching = filters.Count == 0 ? zones
            : Same(query["match"].ToString(), "any") ? zones.Where(zone => filters.Any(filter => filter(zone)))
            : zones.Where(zone => filters.All(filter => filter(zone)));
        var ordered = query["order"].ToString() == "status"
            ? matching.OrderBy(zone => zone.Zone.Status, StringComparer.Ordinal).ToList()
            : matching.OrderBy(zone => zone.Zone.Name, StringComparer.Ordinal).ToList();
        if (Same(query["direction"].ToString(), "desc"))
            ordered.Reverse();
        return ordered;
    }

    /// <summary>A bare value or <c>operator:value</c>, where the operator may end in <c>_case_sensitive</c>.</summary>
    static bool MatchesName(string filter, string name)
    {
        var (kind, value) = filter.Split(':', 2) is [var before, var after] ? (before, after) : ("equal", filter);
        const string Exactly = "_case_sensitive";
        var comparison = kind.EndsWith(Exactly, StringComparison.Ordinal) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return kind.Replace(Exactly, "", StringComparison.Ordinal) switch
        {
            "contains" => name.Contains(value, comparison),
            "starts_with" => name.StartsWith(value, comparison),
            "ends_with" => name.EndsWith(value, comparison),
            "not_equal" => !name.Equals(value, comparison),
            _ => name.Equals(value, comparison),
        };
    }

    static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
