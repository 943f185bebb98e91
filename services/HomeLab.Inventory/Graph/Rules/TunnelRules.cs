using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Graph.Rules;

/// <summary>How a tunnel serves names: by rules of which the first that matches decides.</summary>
static class TunnelRules
{
    const string Any = "*";

    /// <param name="facts">As <see cref="Zones.TunnelResources"/> writes them.</param>
    public static Contribution Tunnel(ResourceState resource, JsonObject facts)
    {
        var id = facts.Text("id");
        var tunnel = new GraphNode(NodeKeys.OfTunnel(id), Zones.TunnelResources.Kind, resource.Name, resource.State);
        var rules = facts.At("rules").Items().Select((it, index) => new Rule(index + 1, it.Text("hostname").ToLowerInvariant(), it.Text("path"), it.Text("service"))).ToList();
        var names = rules.Select(it => it.Hostname is "" ? Any : it.Hostname).Distinct().ToList();
        var routes = names.Select(it => (Node: new GraphNode($"{tunnel.Address}/{it}", "cloudflare.ingress", it, ""), Rules: Serving(rules, it))).ToList();
        return new Contribution(
            [tunnel, .. routes.Select(it => it.Node), .. names.Where(it => !it.StartsWith('*')).Select(it => new GraphNode($"host/{it}", "host", it, ""))],
            [.. routes.Select(it => new Link(it.Node.Address, [tunnel.Address], "servedBy", Bond.Requires, "tunnel.rule", Evidence(it.Rules)))], [])
        {
            Upstreams = [.. routes.SelectMany(it => it.Rules.Select(rule => Upstream(id, it.Node.Address, rule, it.Rules.Count)).OfType<TunnelUpstream>())],
        };
    }

    /// <summary>A tunnel is there as long as one of its connectors is.</summary>
    public static Link Connected(TunnelConnector connector) =>
        new(connector.Tunnel, [connector.Node], "connectedBy", Bond.AnyOf, "tunnel.connector", "what starts it names the tunnel") { Group = "connectors" };

    /// <returns>The rules that requests for a name, or for any below a wildcard that no closer one takes, are tried on.</returns>
    static List<Rule> Serving(List<Rule> rules, string name)
    {
        var serving = rules.Where(it => it.Covers(name)).ToList();
        var last = serving.FindIndex(it => it.Path.Length == 0);
        return last < 0 ? serving : serving[..(last + 1)];
    }

    /// <summary>What only some paths lead to, the others do without.</summary>
    static TunnelUpstream? Upstream(string tunnel, string route, Rule rule, int rules) =>
        rule.Service.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(rule.Service, UriKind.Absolute, out var url) && url.Host.Length > 0
            ? new TunnelUpstream(NodeKeys.OfTunnel(tunnel), route, url.Host.Trim('[', ']').ToLowerInvariant(), url.Port, rules > 1 ? Bond.Uses : Bond.Requires, rule.ToString())
            : null;

    static string Evidence(IEnumerable<Rule> rules) => string.Join("; ", rules);

    sealed record Rule(int Number, string Hostname, string Path, string Service)
    {
        /// <summary>As cloudflared compares: a wildcard stands for any number of labels.</summary>
        public bool Covers(string name) => Hostname is "" or Any || Hostname == name || (Hostname.StartsWith("*.", StringComparison.Ordinal) && name.EndsWith(Hostname[1..], StringComparison.Ordinal));

        public override string ToString() => $"rule {Number}: {(Hostname.Length > 0 ? Hostname : "any name")}{(Path.Length > 0 ? $" path {Path}" : "")} to {Service}";
    }
}
