namespace HomeLab.Inventory.Graph;

/// <summary>Keys that several rules use.</summary>
static class NodeKeys
{
    /// <summary>Who has an address, the surest first.</summary>
    public static string[] OfAddress(string address) =>
        [$"balancer-address/{address}", $"guest-address/{address}", $"node-address/{address}", $"guest-last-address/{address}"];

    public static string OfTunnel(string id) => $"cloudflare-tunnel/{id.ToLowerInvariant()}";

    /// <summary>The rules of a tunnel by which a name is served: its own, those of the closest wildcard, those for any name.</summary>
    public static IEnumerable<string> OfTunnelName(string id, string name)
    {
        yield return $"{OfTunnel(id)}/{name}";
        for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1))
            yield return $"{OfTunnel(id)}/*{name[dot..]}";
        yield return $"{OfTunnel(id)}/*";
    }
}
