using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Traefik;

namespace HomeLab.Inventory.Repositories.Helm;

/// <summary>Host names in a chart's values, where many charts share a convention.</summary>
/// <remarks>
/// <c>ingress.hosts</c> of <c>helm create</c> and of Grafana's charts, <c>ingress.hostname</c> of Bitnami's and Argo's, named ingresses and routes of
/// bjw-s' app-template, <c>httpRoute.hostnames</c> and <c>route.main.hostnames</c> of charts with Gateway API, <c>ingressRoute.matchRule</c> of Traefik's.
/// </remarks>
static class HelmHosts
{
    static readonly HashSet<string> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        "ingress", "ingresses", "route", "routes", "httpRoute", "httpRoutes", "gatewayApi", "ingressRoute",
    };

    public static IEnumerable<(string Host, string Rule, Place At)> Of(MapNode values) => Find(values, "values", 0);

    static IEnumerable<(string, string, Place)> Find(MapNode map, string path, int depth)
    {
        if (depth > 12)
            yield break;
        foreach (var entry in map.Entries)
        {
            var below = $"{path}.{entry.Key}";
            var found = (entry.Value, Sections.Contains(entry.Key)) switch
            {
                (MapNode section, true) => Section(section, below),
                (ListNode sections, true) => sections.Maps.SelectMany(it => Section(it, below)),
                (MapNode inner, _) => Find(inner, below, depth + 1),
                _ => [],
            };
            foreach (var host in found)
                yield return host;
        }
    }

    /// <summary>One section, or many by their names.</summary>
    static IEnumerable<(string, string, Place)> Section(MapNode section, string path)
    {
        if (section.Boolean("enabled") == false)
            return [];
        var own = Hosts(section, path);
        var named = section.Entries.Where(it => it.Value is MapNode && it.Key is not ("annotations" or "labels" or "tls"))
            .SelectMany(it => ((MapNode)it.Value).Boolean("enabled") == false ? [] : Hosts((MapNode)it.Value, $"{path}.{it.Key}"));
        return own.Concat(named);
    }

    static IEnumerable<(string, string, Place)> Hosts(MapNode section, string path)
    {
        foreach (var key in (string[])["host", "hostname", "hostnames", "hosts", "fqdn"])
        {
            foreach (var text in section.Texts(key))
                yield return (text.Text, $"{path}.{key}", text.At);
        }
        foreach (var key in (string[])["hosts", "extraHosts"])
        {
            foreach (var item in section.Maps(key))
            {
                if ((item.Find("host") ?? item.Find("name")) is TextNode { IsNothing: false } host)
                    yield return (host.Text, $"{path}.{key}", host.At);
            }
        }
        if (section.Find("matchRule") is TextNode rule && !rule.Text.Contains('$', StringComparison.Ordinal))
        {
            foreach (var name in Names(rule.Text))
                yield return (name, $"{path}.matchRule", rule.At);
        }
    }

    static IReadOnlyList<string> Names(string rule)
    {
        try
        {
            return [.. RuleNames.Of(RuleParser.Parse(rule, RouterProtocol.Http)).Named.Select(it => it.Value)];
        }
        catch (RuleSyntaxException)
        {
            return [];
        }
    }
}
