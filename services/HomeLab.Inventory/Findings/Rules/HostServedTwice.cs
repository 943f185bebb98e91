namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Several routes of one cluster or project may serve parts of a name; two sites cannot.</summary>
sealed class HostServedTwice() : FindingRule(
    "host.served-twice", FindingSeverity.Critical, "A host name is served at two places",
    "Decide which of them serves the name, and take it from the other.")
{
    public override IEnumerable<Finding> Look(Survey survey) => survey.Graph.Nodes.Where(it => it.Kind == "host")
        .Select(it => (Host: it, Targets: survey.Graph.Leaving(it.Address).Where(edge => edge.Kind == "routesTo").Select(edge => edge.To).Distinct().ToList()))
        .Where(it => it.Targets.Select(PlaceOf).Where(place => place.Length > 0).Distinct().Count() > 1)
        .Select(it => Found(
            it.Host.Address, $"{it.Host.Name} is served by {string.Join(" and by ", it.Targets)}.",
            string.Join("; ", survey.Graph.Leaving(it.Host.Address).Where(edge => edge.Kind == "routesTo").Select(edge => $"{edge.Rule}: {edge.Evidence}")),
            it.Targets.SelectMany(Survey.SourcesOf)));

    static string PlaceOf(string address) => address.Split('/') switch
    {
        ["docker", var host, var project, _] => $"docker/{host}/{project}",
        ["docker" or "kubernetes", var name, ..] => $"{address.Split('/')[0]}/{name}",
        _ => "",
    };
}
