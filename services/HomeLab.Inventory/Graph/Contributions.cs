using System.Text.Json.Nodes;
using HomeLab.Inventory.Docker;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Zones;

namespace HomeLab.Inventory.Graph;

/// <summary>Chooses the rules for what was observed.</summary>
static class Contributions
{
    public static Contribution Of(ResourceState resource)
    {
        var facts = JsonNode.Parse(resource.Facts) as JsonObject ?? [];
        return resource.Kind switch
        {
            ContainerResources.Kind => DockerRules.Container(resource, facts),
            _ when resource.Kind.StartsWith("proxmox.", StringComparison.Ordinal) => ProxmoxRules.Object(resource, facts),
            TunnelResources.Kind => TunnelRules.Tunnel(resource, facts),
            ZoneResources.CloudflareKind or ZoneResources.ServerKind => ZoneRules.Record(resource, facts),
            _ when resource.Source.StartsWith("repository/", StringComparison.Ordinal) => RepositoryRules.Object(resource),
            _ when resource.Kind.StartsWith("komodo.", StringComparison.Ordinal) => KomodoRules.Object(resource, facts),
            _ when facts.ContainsKey("apiVersion") => KubernetesRules.Object(resource, facts),
            _ => Contribution.Of(GraphFacts.Node(resource), []),
        };
    }

    /// <returns>Null: it is no name that anything could be reached by, or one that its resource's own facts tell of.</returns>
    public static Contribution? Of(EndpointState endpoint) =>
        endpoint.Source.StartsWith("docker/", StringComparison.Ordinal) && endpoint.RefusedCode is "" or "NotPublished" or "EntryPointNotPublished" or "OutsideZones" ? DockerRules.Endpoint(endpoint) : null;
}
