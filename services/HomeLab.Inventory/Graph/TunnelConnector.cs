namespace HomeLab.Inventory.Graph;

/// <summary>A cloudflared that serves a tunnel, and where the names mean something that its tunnel's rules use.</summary>
/// <param name="Prefixes">What stands before a name without dots to make it a key: the container network's, or the namespace's services.</param>
/// <param name="Cluster">The cluster whose services it asks by name and namespace; empty: none.</param>
sealed record TunnelConnector(string Tunnel, string Node, IReadOnlyList<string> Prefixes, string Cluster)
{
    /// <summary>As keys of what answers to the name where this connector runs.</summary>
    public IEnumerable<string> KeysOf(string host) => host.Split('.') switch
    {
        [var name] => Prefixes.Select(it => it + name),
        [var service, var space, "svc", .. [] or ["cluster", "local"]] when Cluster.Length > 0 => [$"{Cluster}/Service/{space}/{service}"],
        _ => [],
    };
}
