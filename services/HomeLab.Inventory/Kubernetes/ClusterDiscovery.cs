using k8s;
using k8s.Models;

namespace HomeLab.Inventory.Kubernetes;

/// <summary>Reads what types a cluster serves.</summary>
static class ClusterDiscovery
{
    /// <summary>Each type in its group's preferred version, or in the newest other one that has it.</summary>
    /// <returns>The types, and the groups that did not answer with why: an aggregated API may be down while all others are well.</returns>
    public static async Task<(IReadOnlyList<ResourceType> Types, IReadOnlyDictionary<string, Exception> Silent)> ReadAsync(
        IKubernetes client, CancellationToken cancellationToken)
    {
        var types = new Dictionary<(string Group, string Plural), ResourceType>();
        var silent = new Dictionary<string, Exception>();
        foreach (var (group, version) in await VersionsAsync(client, cancellationToken))
        {
            try
            {
                var list = await client.CustomObjects.GetAPIResourcesAsync(group, version, cancellationToken);
                foreach (var resource in list.Resources.Where(IsWatchable))
                    types.TryAdd((group, resource.Name), new ResourceType(group, version, resource.Name, resource.Kind));
            }
            catch (Exception exception) when (group.Length > 0 && !cancellationToken.IsCancellationRequested)
            {
                silent.TryAdd(group, exception);
            }
        }
        return ([.. types.Values], silent);
    }

    static async Task<IReadOnlyList<(string Group, string Version)>> VersionsAsync(IKubernetes client, CancellationToken cancellationToken)
    {
        var core = await client.Core.GetAPIVersionsAsync(cancellationToken);
        var named = await client.Apis.GetAPIVersionsAsync(cancellationToken);
        return
        [
            .. core.Versions.Select(it => ("", it)),
            .. named.Groups.SelectMany(group => group.Versions
                .OrderByDescending(it => it.Version == group.PreferredVersion?.Version).Select(it => (group.Name, it.Version))),
        ];
    }

    /// <summary>What has a slash is a subresource.</summary>
    static bool IsWatchable(V1APIResource resource) =>
        !resource.Name.Contains('/', StringComparison.Ordinal) && resource.Verbs.Contains("list") && resource.Verbs.Contains("watch");
}
