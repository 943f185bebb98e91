using System.Text.Json.Nodes;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Probes;

/// <summary>A listener of a gateway that speaks TLS, whoever ends it.</summary>
/// <remarks>https://gateway-api.sigs.k8s.io/reference/spec/#listener</remarks>
sealed class GatewayListener
{
    public const string Group = "gateway.networking.k8s.io";

    readonly Observation gateway;
    readonly string name;
    readonly string hostName;

    GatewayListener(Observation gateway, JsonNode listener, int port) =>
        (this.gateway, name, hostName, Port) = (gateway, listener.Text("name"), listener.Text("hostname"), port);

    public int Port { get; }

    public static IEnumerable<GatewayListener> Of(Observation gateway) => gateway.Facts["spec"].At("listeners").Items()
        .Where(it => it.Text("protocol") is "HTTPS" or "TLS" && int.TryParse(it.Text("port"), out _))
        .Select(it => new GatewayListener(gateway, it, int.Parse(it.Text("port"), null)));

    /// <summary>Names at which it is known to be asked: its own, and those of the routes that hang on it.</summary>
    public IEnumerable<string> Names(IEnumerable<Observation> routes) => routes.Where(HangsHere)
        .SelectMany(it => it.Facts["spec"].At("hostnames").Items().Select(host => host.ToString())).Where(Fits).Append(hostName)
        .Where(it => it.Length > 0 && !it.Contains('*', StringComparison.Ordinal)).Distinct();

    bool HangsHere(Observation route) => route.Facts["spec"].At("parentRefs").Items().Any(it => it.Text("kind") is "" or "Gateway"
        && it.Text("name") == gateway.Name && (it.Text("namespace") is { Length: > 0 } space ? space : route.Namespace) == gateway.Namespace
        && (it.Text("sectionName") is "" || it.Text("sectionName") == name) && (it.Text("port") is "" || it.Text("port") == $"{Port}"));

    bool Fits(string host) => hostName.Length == 0 || host == hostName
        || (hostName.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(hostName[1..], StringComparison.OrdinalIgnoreCase));
}
