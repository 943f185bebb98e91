using HomeLab.Simulators.Persistence;
using HomeLab.Simulators.Proxmox.Seeds;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Proxmox.State;

/// <summary>All installations by name.</summary>
sealed class Clusters(IOptions<ProxmoxOptions> options, DataDirectory directory, TimeProvider clock)
{
    readonly Dictionary<string, ClusterStore> stores = SeedsOf(options.Value)
        .ToDictionary(seed => seed.Name, seed => new ClusterStore(seed, directory, clock));

    public IEnumerable<ClusterStore> All => stores.Values;

    public ClusterStore? Find(string name) => stores.GetValueOrDefault(name);

    public static IReadOnlyList<ClusterSeed> SeedsOf(ProxmoxOptions options) => options.Clusters.Count > 0 ? options.Clusters : [DemoCluster.Seed(options.DemoPort)];
}
