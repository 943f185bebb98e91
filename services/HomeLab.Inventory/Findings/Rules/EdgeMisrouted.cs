namespace HomeLab.Inventory.Findings.Rules;

sealed class EdgeMisrouted() : FindingRule(
    "edge.misrouted", FindingSeverity.Critical, "The proxy in front sends a name to the wrong gateway",
    "Have the router lead to the address of the gateway on which the name's route hangs.")
{
    public override IEnumerable<Finding> Look(Survey survey)
    {
        var edge = new EdgeRouting(survey.Declared);
        var gateways = edge.GatewayAddresses.ToHashSet();
        var routes = edge.Routes.ToLookup(it => it.Host, StringComparer.Ordinal);
        return
            from router in edge.Routers
            from host in router.Hosts
            let addresses = routes[host].SelectMany(it => it.Addresses).Distinct().ToList()
            let wrong = router.Servers.Where(gateways.Contains).Except(addresses).ToList()
            where addresses.Count > 0 && wrong.Count > 0 && !router.Servers.Any(addresses.Contains)
            select Found(
                [$"host/{host}", router.Item.Address], $"{host} is sent to the gateway at {wrong[0]}, and its route hangs on the one at {string.Join(", ", addresses)}.",
                $"{router.Item.Place}; {string.Join(", ", routes[host].Select(it => it.Route.Place).Distinct())}");
    }
}
