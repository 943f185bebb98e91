using HomeLab.Inventory.Traefik;
using HomeLab.Lab;

namespace HomeLab.Inventory.Resources;

/// <summary>Derives from a resource's routes the names that it gets, and why it does not get the others.</summary>
static class EndpointDerivation
{
    public static IReadOnlyList<EndpointState> Derive(
        string source, ObservedResource resource, IReadOnlyList<TraefikRoute> routes, PublishRules rules) =>
        [.. routes.Select(route => Derive(source, resource, route, rules)).DistinctBy(it => it.Address)];

    static EndpointState Derive(string source, ObservedResource resource, TraefikRoute route, PublishRules rules)
    {
        var refusal = route.Refusal ?? Refuse(source, route, rules);
        return new EndpointState(
            $"{resource.Address}#{route.Router}/{route.Host}", resource.Address, resource.Uid, source, route.Host, route.Router,
            string.Join(',', route.EntryPoints), resource.State == "running", refusal is null ? rules.Publish!.Target : null,
            refusal is null && rules.Publish!.Proxied, refusal?.Code ?? "", refusal?.Message ?? "");
    }

    static Refusal? Refuse(string source, TraefikRoute route, PublishRules rules)
    {
        if (rules.Publish is not { } publish)
            return new Refusal("NotPublished", $"{source} has no `publish` block in the lab, so nothing of it becomes public", route.Host);
        // A router that names no entry point listens on all of the proxy's default ones.
        if (publish.EntryPoints.Count > 0 && route.EntryPoints.Count > 0 && !publish.EntryPoints.Intersect(route.EntryPoints).Any())
        {
            return new Refusal("EntryPointNotPublished",
                $"the router listens on {string.Join(", ", route.EntryPoints)}; {source} publishes {string.Join(", ", publish.EntryPoints)} only", route.Host);
        }
        if (!HostName.TryParse(route.Host, out var name, out var invalid))
            return invalid;
        return rules.Zones.Any(name.IsWithin) ? null : new Refusal("OutsideZones", rules.Zones.Count == 0
            ? "the lab names no zones"
            : $"{route.Host} lies in none of the lab's zones ({string.Join(", ", rules.Zones)})", route.Host);
    }
}
