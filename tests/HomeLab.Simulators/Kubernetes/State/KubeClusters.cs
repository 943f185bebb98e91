using HomeLab.Simulators.Persistence;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Kubernetes.State;

/// <summary>All clusters by name.</summary>
sealed class KubeClusters(IOptions<KubernetesOptions> options, DataDirectory directory, TimeProvider clock)
{
    readonly Dictionary<string, KubeStore> stores = (options.Value.Clusters.Count > 0 ? options.Value.Clusters : [new KubernetesClusterSeed()])
        .ToDictionary(seed => seed.Name, seed => new KubeStore(seed, directory, options.Value, clock));

    public IEnumerable<KubeStore> All => stores.Values;

    public KubeStore? Find(string name) => stores.GetValueOrDefault(name);
}
