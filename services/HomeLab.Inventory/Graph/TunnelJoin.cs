using System.Net;

namespace HomeLab.Inventory.Graph;

/// <summary>Finds what is behind the rules of tunnels: what has the address, or answers to the name where the tunnel's connectors run.</summary>
static class TunnelJoin
{
    const string Rule = "tunnel.service";

    /// <param name="find">The node that a key stands for; null: none, or several.</param>
    public static IEnumerable<GraphEdge> Of(IReadOnlyCollection<TunnelUpstream> upstreams, IEnumerable<TunnelConnector> connectors, Func<string, string?> find)
    {
        var byTunnel = connectors.ToLookup(it => it.Tunnel, StringComparer.Ordinal);
        foreach (var upstream in upstreams)
        {
            var ends = (IPAddress.TryParse(upstream.Host, out var address)
                ? IPAddress.IsLoopback(address) ? [] : new[] { OfAddress(upstream, find) }
                : byTunnel[upstream.Tunnel].SelectMany(it => it.KeysOf(upstream.Host)).Select(find)).OfType<string>().Distinct().ToList();
            // Connectors at several places may mean several things by one name; each of them serves.
            var bond = ends.Count > 1 ? Bond.AnyOf : upstream.Bond;
            foreach (var end in ends)
                yield return new GraphEdge(upstream.Route, end, "routesTo", bond, bond == Bond.AnyOf ? "backends" : "", Rule, upstream.Evidence);
        }
    }

    /// <summary>The container that the engine at the address publishes at the port, or else who has the address.</summary>
    static string? OfAddress(TunnelUpstream upstream, Func<string, string?> find)
    {
        var published = find($"engine-address/{upstream.Host}") is { } engine ? find($"published/{engine}/{upstream.Port}") : null;
        return published ?? NodeKeys.OfAddress(upstream.Host).Select(find).FirstOrDefault(it => it is not null);
    }
}
