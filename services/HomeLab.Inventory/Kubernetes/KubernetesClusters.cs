using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Kubernetes;

/// <summary>The lab's Kubernetes clusters as sources.</summary>
sealed class KubernetesClusters(
    ClusterClients clients, WatchedTypes watched, Observations observations, IOptions<InventoryOptions> options, TimeProvider time) : ISourceKind
{
    public IEnumerable<WantedSource> Wanted(LabSpec lab) => lab.Kubernetes.Select(source => new WantedSource(
        SourceNames.Of(source), LabJson.Write(source),
        (lease, token) => new ClusterObserver(source, lease, clients, watched, observations, options, time).RunAsync(token)));
}
