namespace HomeLab.Inventory.Findings.Rules;

/// <summary>What stands in one kustomization or project serves a name together; two of them compete for it.</summary>
sealed class HostDeclaredTwice() : FindingRule(
    "host.declared-twice", FindingSeverity.Critical, "A host name is declared for two different things",
    "Decide which of them serves the name, and take it from the other.")
{
    static readonly string[] Others = ["traefik/router", "kubernetes/externaldns.k8s.io/DNSEndpoint", "kubernetes/core/Service"];

    public override IEnumerable<Finding> Look(Survey survey) => survey.Declared.Where(it => it.IsMeant && !Others.Contains(it.Kind))
        .SelectMany(it => it.Facts.Hosts.Select(name => (name.Host, name.Rule, Item: it)))
        .GroupBy(it => it.Host, StringComparer.Ordinal)
        .Where(it => it.Select(host => ApplicationOf(host.Item)).Distinct().Count() > 1)
        .Select(it => Found(
            $"host/{it.Key}", $"{it.Key} is declared by {string.Join(" and by ", it.Select(host => ApplicationOf(host.Item)).Distinct().Order(StringComparer.Ordinal))}.",
            string.Join("; ", it.Select(host => $"{host.Item.Place} {host.Rule}").Order(StringComparer.Ordinal)), it.SelectMany(host => Survey.SourcesOf(host.Item.Address))));

    /// <summary>The project of a service, and what was rendered for a cluster together.</summary>
    static string ApplicationOf(DeclaredItem item)
    {
        var end = item.Kind.StartsWith("compose/", StringComparison.Ordinal) ? item.Address.IndexOf("/service/", StringComparison.Ordinal) : item.Address.IndexOf(':', StringComparison.Ordinal);
        return end > 0 ? item.Address[..end] : item.Address;
    }
}
