using System.Globalization;
using HomeLab.Simulators.RequestLog;

namespace HomeLab.Simulators.Proxmox.State;

/// <summary>What differs between two states, in the words of the request log.</summary>
static class ClusterChanges
{
    public static IEnumerable<RequestEffect> Between(Cluster before, Cluster after) =>
    [
        .. Differences(before.Guests, after.Guests, (vmid, guest) => ($"{guest.TypeName}/{vmid}", $"{guest.Name} on {guest.Node}", guest.Config["description"])),
        .. Differences(before.Jobs, after.Jobs, (id, _) => ($"backup/{id}", $"backup job {id}", null)),
        .. Differences(before.Pools, after.Pools, (id, _) => ($"pool/{id}", $"pool {id}", null)),
        .. Differences(before.Volumes, after.Volumes, (key, volume) => (key, volume.Id, volume.Notes)),
        .. Started(before, after),
    ];

    static IEnumerable<RequestEffect> Started(Cluster before, Cluster after) =>
        ReferenceEquals(before.Running, after.Running) && ReferenceEquals(before.Finished, after.Finished)
            ? []
            : after.Running.Where(task => before.Running.All(other => other.Upid != task.Upid))
                .Select(task => new RequestEffect("create", task.Upid, string.Create(CultureInfo.InvariantCulture, $"task {task.Type} {task.Id}"), null));

    static IEnumerable<RequestEffect> Differences<TKey, TValue>(
        IReadOnlyDictionary<TKey, TValue> before, IReadOnlyDictionary<TKey, TValue> after, Func<TKey, TValue, (string Id, string Object, string? Comment)> describe)
        where TValue : class
    {
        if (ReferenceEquals(before, after))
            yield break;
        foreach (var (key, value) in after)
        {
            var old = before.GetValueOrDefault(key);
            if (!ReferenceEquals(old, value))
                yield return Effect(old is null ? "create" : "update", describe(key, value));
        }

        foreach (var (key, value) in before)
            if (!after.ContainsKey(key))
                yield return Effect("delete", describe(key, value));
    }

    static RequestEffect Effect(string action, (string Id, string Object, string? Comment) of) => new(action, of.Id, of.Object, of.Comment);
}
