namespace HomeLab.Inventory.Findings.Rules;

/// <summary>A gateway that the proxy in front feeds by name gets only the names that stand there.</summary>
sealed class EdgeForgotten() : FindingRule(
    "edge.forgotten", FindingSeverity.Warning, "The proxy in front does not know a name",
    "Add the name to the router that leads to its gateway; until then it goes wherever everything else goes.")
{
    public override IEnumerable<Finding> Look(Survey survey)
    {
        var edge = new EdgeRouting(survey.Declared);
        var routers = edge.Routers.ToList();
        var named = routers.SelectMany(it => it.Hosts).ToHashSet();
        var fed = routers.Where(it => it.Hosts.Count > 0).SelectMany(it => it.Servers).ToHashSet();
        if (routers.Find(it => it.IsCatchAll && it.Hosts.Count == 0) is not { } rest)
            return [];
        return edge.Routes
            .Where(it => !it.Host.StartsWith('*') && !named.Contains(it.Host) && it.Addresses.Any(fed.Contains) && !rest.Servers.Intersect(it.Addresses).Any())
            .GroupBy(it => it.Host, StringComparer.Ordinal)
            .Select(it => Found(
                [$"host/{it.Key}", rest.Item.Address],
                $"No router names {it.Key}, so that it is sent to {string.Join(", ", rest.Servers)}, and its gateway is at {string.Join(", ", it.SelectMany(route => route.Addresses).Distinct())}.",
                $"{rest.Item.Place}; {string.Join(", ", it.Select(route => route.Route.Place).Distinct())}", it.SelectMany(route => Survey.SourcesOf(route.Route.Address))));
    }
}
