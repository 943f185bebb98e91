using System.Text.Json.Nodes;
using Docker.DotNet.Models;
using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Graph;

namespace HomeLab.Inventory.Docker;

/// <summary>What is kept of a container besides its labels: on what it stands, and where it is reached.</summary>
static class ContainerFacts
{
    /// <returns>
    /// <c>{"mounts":[{type,name,source,destination}],"networks":{name:address},"ports":[{private,public,type,ip}]}</c>; where it has a check of its own,
    /// its <c>health</c>; of a cloudflared that says it, its <c>tunnel</c>.
    /// </returns>
    public static string Of(ContainerListResponse container)
    {
        var facts = Facts(container);
        if (ContainerHealth.Of(container.Status ?? "") is { Length: > 0 } health)
            facts["health"] = health;
        if (TunnelIdentity.Of(container.Image ?? "", TellingOfTunnel(container)) is { } tunnel)
            facts["tunnel"] = tunnel;
        return facts.ToJsonString();
    }

    static IEnumerable<string> TellingOfTunnel(ContainerListResponse container) =>
    [
        container.Command ?? "", container.Labels?.TryGetValue(TunnelIdentity.Label, out var said) == true ? said : "",
        .. (container.Mounts ?? []).Select(it => it.Destination ?? ""),
    ];

    static JsonObject Facts(ContainerListResponse container) => new()
    {
        ["mounts"] = new JsonArray([.. (container.Mounts ?? []).OrderBy(it => it.Destination, StringComparer.Ordinal).Select(it => new JsonObject
        {
            ["type"] = it.Type,
            ["name"] = it.Name,
            ["source"] = it.Source,
            ["destination"] = it.Destination,
        })]),
        ["networks"] = new JsonObject((container.NetworkSettings?.Networks ?? new Dictionary<string, EndpointSettings>())
            .OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => KeyValuePair.Create(it.Key, (JsonNode?)it.Value?.IPAddress))),
        ["ports"] = new JsonArray([.. (container.Ports ?? []).Select(it => (it.PrivatePort, it.PublicPort, it.Type, it.IP)).Distinct().Order().Select(it => new JsonObject
        {
            ["private"] = it.PrivatePort,
            ["public"] = it.PublicPort,
            ["type"] = it.Type,
            ["ip"] = it.IP,
        })]),
    };
}
