using HomeLab.Inventory.Publishing;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Resources;

/// <summary>Derives from what a resource asks for the names that it gets, and why it does not get the others.</summary>
static class EndpointDerivation
{
    /// <param name="before">What is known of the resource, by address.</param>
    public static IReadOnlyList<EndpointState> Derive(
        string source, ObservedResource resource, WishReading reading, IEnumerable<Wish> wishes, PublishRules rules,
        IReadOnlyDictionary<string, EndpointState> before) =>
        [.. wishes.Select(wish => Derive(source, resource, reading, wish, rules, before)).DistinctBy(it => it.Address)];

    static EndpointState Derive(
        string source, ObservedResource resource, WishReading reading, Wish wish, PublishRules rules, IReadOnlyDictionary<string, EndpointState> before)
    {
        var refusal = (wish.IsPending ? null : wish.Refusal) ?? Refuse(source, wish, rules);
        var host = PublishedName(wish) ?? new Refusal("", "", wish.Host).Text;
        var address = $"{resource.Address}#{wish.Router}/{host}";
        if (refusal is null && wish.IsPending && before.GetValueOrDefault(address) is { Target: not null } known)
            return known with { Uid = resource.Uid, IsRunning = false, Policy = wish.Policy ?? rules.Policy };
        var proxied = (wish.Proxied ?? rules.Proxied) && RecordTargets.IsProxiable(wish.Type);
        IReadOnlyList<string> targets = [];
        if (refusal is null && !wish.IsPending)
            (targets, refusal) = RecordTargets.Check(wish.Type, wish.Targets is [] && rules.Target is { } target ? [target] : wish.Targets, proxied);
        refusal ??= wish.Refusal;
        return new EndpointState(
            address, resource.Address, resource.Uid, source, host, wish.Router, string.Join(',', wish.Via), reading.IsRunning,
            refusal is null ? targets[0] : null, refusal is null && proxied, refusal?.Code ?? "", refusal?.Message ?? "",
            LabJson.Write(refusal is null ? targets : []), refusal is null ? wish.Ttl : null, wish.Type, reading.CreatedAt, reading.IsDeclared,
            wish.Policy ?? rules.Policy);
    }

    static Refusal? Refuse(string source, Wish wish, PublishRules rules)
    {
        if (!rules.IsPublished)
            return new Refusal("NotPublished", $"{source} has no `publish` block in the lab, so nothing of it becomes public", wish.Host);
        // A router that names no entry point listens on all of the proxy's default ones.
        if (rules.EntryPoints.Count > 0 && wish.Via.Count > 0 && !rules.EntryPoints.Intersect(wish.Via).Any())
        {
            return new Refusal("EntryPointNotPublished",
                $"the router listens on {string.Join(", ", wish.Via)}; {source} publishes {string.Join(", ", rules.EntryPoints)} only", wish.Host);
        }
        if (PublishedName(wish) is not { } name)
            return HostName.TryParse(wish.Host, out _, out var invalid) ? new Refusal("InvalidName", $"`{wish.Host}` is not a name", wish.Host) : invalid;
        return rules.Zones.Any(zone => name == zone || name.EndsWith("." + zone, StringComparison.Ordinal)) ? null : new Refusal("OutsideZones", rules.Zones.Count == 0
            ? "the lab names no zones"
            : $"{name} lies in none of the lab's zones ({string.Join(", ", rules.Zones)})", wish.Host);
    }

    /// <summary>Null where it can be none. What names each host itself has no wildcards; a record or a route may well be one.</summary>
    static string? PublishedName(Wish wish) => wish.AllowsWildcard
        ? DnsName.Normalise(wish.Host.Trim()) is { } name && !RecordTargets.IsAddress(name) ? name : null
        : HostName.TryParse(wish.Host, out var host, out _) ? host.Value : null;
}
