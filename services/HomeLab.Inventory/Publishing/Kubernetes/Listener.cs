using System.Text.Json.Nodes;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Publishing.Kubernetes;

/// <summary>One listener of a Gateway.</summary>
/// <remarks>https://gateway-api.sigs.k8s.io/reference/spec/#listener.</remarks>
sealed class Listener(JsonNode facts)
{
    public string Name { get; } = facts.Text("name");

    public string Port { get; } = facts.Text("port");

    /// <summary>Empty: whatever name.</summary>
    public string Host { get; } = facts.Text("hostname").TrimEnd('.').ToLowerInvariant();

    /// <param name="kind"><c>HTTPRoute</c>.</param>
    public bool TakesKind(string kind)
    {
        var named = facts.At("allowedRoutes").At("kinds").Items().ToList();
        return named.Count > 0
            ? named.Exists(it => it.Text("kind") == kind && it.Text("group") is "" or "gateway.networking.k8s.io")
            : facts.Text("protocol") switch
            {
                "HTTP" or "HTTPS" => kind is "HTTPRoute" or "GRPCRoute",
                "TLS" => kind == "TLSRoute",
                _ => false,
            };
    }

    /// <param name="labels">Of the route's namespace.</param>
    public bool TakesNamespace(string space, IReadOnlyDictionary<string, string> labels, string gatewaySpace)
    {
        var namespaces = facts.At("allowedRoutes").At("namespaces");
        return namespaces.Text("from") switch
        {
            "All" => true,
            "Selector" => LabelSelector.Matches(namespaces.At("selector"), labels),
            "None" => false,
            _ => space == gatewaySpace,
        };
    }

    /// <summary>The name under which a route's host is reached here: the narrower one of both.</summary>
    /// <param name="host">Empty: whatever name.</param>
    /// <returns>Null: they have none in common.</returns>
    public string? Common(string host) => (Host, host) switch
    {
        ("", _) => host,
        (_, "") => Host,
        _ when Host == host || Covers(Host, host) => host,
        _ when Covers(host, Host) => Host,
        _ => null,
    };

    /// <summary>A wildcard stands for one label or more.</summary>
    static bool Covers(string wildcard, string host) =>
        wildcard.StartsWith("*.", StringComparison.Ordinal) && host.Length > wildcard.Length - 1 && host.EndsWith(wildcard[1..], StringComparison.Ordinal);
}
