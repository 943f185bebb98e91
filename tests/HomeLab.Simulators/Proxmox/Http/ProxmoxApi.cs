using HomeLab.Simulators.Proxmox.Access;
using HomeLab.Simulators.Proxmox.Backups;
using HomeLab.Simulators.Proxmox.Guests;
using HomeLab.Simulators.Proxmox.Nodes;
using HomeLab.Simulators.Proxmox.Pools;
using HomeLab.Simulators.Proxmox.Snapshots;
using HomeLab.Simulators.Proxmox.Storages;
using HomeLab.Simulators.Proxmox.Tasks;

namespace HomeLab.Simulators.Proxmox.Http;

/// <summary>All calls that are simulated.</summary>
sealed class ProxmoxApi
{
    readonly ILookup<string, ApiMethod> byMethod = new IEnumerable<ApiMethod>[]
    {
        AccessApi.Endpoints, ClusterApi.Endpoints, NodesApi.Endpoints, CertificatesApi.Endpoints, TasksApi.Endpoints, GuestsApi.Endpoints, AgentApi.Endpoints,
        SnapshotsApi.Endpoints, StorageApi.Endpoints, VolumesApi.Endpoints, PoolsApi.Endpoints, JobsApi.Endpoints, VzdumpApi.Endpoints,
        PowerApi.Endpoints, ConfigApi.Endpoints, CreateApi.Endpoints, CloneApi.Endpoints, ResizeApi.Endpoints, DestroyApi.Endpoints, MigrateApi.Endpoints,
    }.SelectMany(all => all).ToLookup(endpoint => endpoint.Method);

    public (ApiMethod Method, IReadOnlyDictionary<string, string> Parameters)? Find(string method, string[] path)
    {
        foreach (var endpoint in byMethod[method])
            if (endpoint.Match(path) is { } parameters)
                return (endpoint, parameters);
        return null;
    }
}
