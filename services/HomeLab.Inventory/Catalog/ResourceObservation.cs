using System.Text.Json.Nodes;
using HomeLab.Inventory.Backups;
using HomeLab.Inventory.Repositories.Pulls;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Zones;

namespace HomeLab.Inventory.Catalog;

/// <summary>Reads what the sources' observers keep.</summary>
static class ResourceObservation
{
    /// <returns>Null for what shows no system: a Docker network, a pool.</returns>
    public static Observation? Of(ResourceState resource) => Read(resource) is { } read
        ? read with { Address = resource.Address, Uid = resource.Uid, Source = resource.Source }
        : null;

    static Observation? Read(ResourceState resource)
    {
        var facts = JsonNode.Parse(resource.Facts) as JsonObject ?? [];
        if (resource.Kind.StartsWith("kubernetes.", StringComparison.Ordinal) && resource.Address.Split('/') is [_, var cluster, ..])
            return KubernetesObservation.Of(cluster, facts);
        if (resource.Kind == "docker.container")
            return ContainerObservation.Of(resource);
        if (resource.Kind is "proxmox.qemu" or "proxmox.lxc" or "proxmox.node" or "proxmox.storage" && resource.Address.Split('/') is [_, var pve, ..])
        {
            facts["status"] = resource.State;
            return OtherObservations.OfProxmox(pve, facts);
        }
        if (resource.Kind == PullRequestResources.Kind)
            return OtherObservations.OfPull(resource.Name, facts);
        if (resource.Kind == BackupResources.Kind)
            return OtherObservations.OfCopy(resource.Name, facts);
        return resource.Kind == ZoneResources.CloudflareKind ? OtherObservations.OfRecord(facts) : null;
    }
}
