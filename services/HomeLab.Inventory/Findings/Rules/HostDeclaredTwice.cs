namespace HomeLab.Inventory.Findings.Rules;

/// <summary>What stands in one kustomization or project serves a name together; two of them compete for it.</summary>
sealed class HostDeclaredTwice() : FindingRule(
    "host.declared-twice", FindingSeverity.Critical, "A host name is declared for two different things",
    "Decide which of them serves the name, and take it from the other.")
{
    public override IEnumerable<Finding> Look(Survey survey)
    {
        var items = survey.Declared.Where(it => it.IsMeant && it.Kind is not ("traefik/router" or "kubernetes/externaldns.k8s.io/DNSEndpoint" or "kubernetes/core/Service"))
            .ToDictionary(it => it.Address, StringComparer.Ordinal);
        return survey.Repositories.Values.SelectMany(it => it.Hosts).Where(it => items.ContainsKey(it.Object))
            .GroupBy(it => it.Host, StringComparer.Ordinal)
            .Where(it => it.Select(host => ApplicationOf(items[host.Object])).Distinct().Count() > 1)
            .Select(it => Found(
                $"host/{it.Key}", $"{it.Key} is declared by {string.Join(" and by ", it.Select(host => ApplicationOf(items[host.Object])).Distinct().Order(StringComparer.Ordinal))}.",
                string.Join("; ", it.Select(host => $"{host.At.File}:{host.At.Line} {host.Rule}").Order(StringComparer.Ordinal)), it.SelectMany(host => Survey.SourcesOf(host.Object))));
    }

    /// <summary>The project of a service, and what was rendered for a cluster together.</summary>
    static string ApplicationOf(DeclaredItem item)
    {
        var end = item.Kind.StartsWith("compose/", StringComparison.Ordinal) ? item.Address.IndexOf("/service/", StringComparison.Ordinal) : item.Address.IndexOf(':', StringComparison.Ordinal);
        return end > 0 ? item.Address[..end] : item.Address;
    }
}
