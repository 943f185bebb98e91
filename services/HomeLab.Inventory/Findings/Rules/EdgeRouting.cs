using HomeLab.Inventory.Graph.Rules;
using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>What a repository says of the proxy in front of everything and of the gateways behind it.</summary>
sealed class EdgeRouting(IEnumerable<DeclaredItem> declared)
{
    static readonly string[] AddressAnnotations = ["io.cilium/lb-ipam-ips", "lbipam.cilium.io/ips", "metallb.io/loadBalancerIPs", "metallb.universe.tf/loadBalancerIPs"];

    readonly List<DeclaredItem> items = [.. declared.Where(it => it.IsMeant)];

    public IEnumerable<EdgeRouter> Routers => items.Where(it => it.Kind == "traefik/router").Select(it => new EdgeRouter(
        it, [.. it.Facts.Hosts.Select(host => host.Host)], [.. it.Spec.At("servers").Items().Select(server => HostOf(server.ToString()))],
        it.Spec.Text("rule").Contains('*', StringComparison.Ordinal)));

    /// <summary>Each route of a gateway, with the addresses of all gateways that it hangs on.</summary>
    public IEnumerable<(DeclaredItem Route, string Host, IReadOnlyList<string> Addresses)> Routes =>
        from route in items
        where route.Kind is "kubernetes/gateway.networking.k8s.io/HTTPRoute" or "kubernetes/gateway.networking.k8s.io/TLSRoute"
        let addresses = route.Spec.At("spec").At("parentRefs").Items().SelectMany(parent => AddressesOf(parent, route)).ToList()
        where addresses.Count > 0
        from host in route.Facts.Hosts.Select(it => it.Host).Distinct()
        select (route, host, (IReadOnlyList<string>)addresses);

    public IEnumerable<string> GatewayAddresses => items.Where(IsGateway).SelectMany(AddressesOf);

    IEnumerable<string> AddressesOf(JsonNode parent, DeclaredItem route) => items
        .Where(it => IsGateway(it) && it.Name == parent.Text("name")
            && it.Namespace == (parent.Text("namespace") is { Length: > 0 } space ? space : route.Namespace))
        .SelectMany(AddressesOf);

    static bool IsGateway(DeclaredItem it) => it.Kind == "kubernetes/gateway.networking.k8s.io/Gateway";

    static IEnumerable<string> AddressesOf(DeclaredItem gateway) =>
        new[] { gateway.Spec.At("spec").At("infrastructure").At("annotations"), gateway.Spec.At("metadata").At("annotations") }
            .SelectMany(annotations => AddressAnnotations.Select(annotations.Text))
            .SelectMany(it => it.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Concat(gateway.Spec.At("spec").At("addresses").Items().Select(it => it.Text("value"))).Where(it => it.Length > 0).Distinct();

    /// <summary>Of <c>192.0.2.4:443</c> and <c>http://192.0.2.4:80</c>.</summary>
    static string HostOf(string server) => Uri.TryCreate(server.Contains("://", StringComparison.Ordinal) ? server : $"tcp://{server}", UriKind.Absolute, out var uri) ? uri.Host : server;
}

/// <param name="Hosts">The names that its rule has.</param>
/// <param name="Servers">Where it leads, without ports.</param>
/// <param name="IsCatchAll">It takes what no other router takes.</param>
sealed record EdgeRouter(DeclaredItem Item, IReadOnlyList<string> Hosts, IReadOnlyList<string> Servers, bool IsCatchAll);
