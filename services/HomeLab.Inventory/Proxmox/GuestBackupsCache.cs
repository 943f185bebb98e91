using HomeLab.Proxmox;
using HomeLab.Proxmox.Storages;

namespace HomeLab.Inventory.Proxmox;

/// <summary>Asks for backups when one was made since, or the last answer is old: storages with thousands of them answer slowly.</summary>
sealed class GuestBackupsCache(ProxmoxClient client, TimeSpan lifetime, TimeProvider time)
{
    /// <summary>What shows all backups of a storage; lists leave out, without a word, what a token may not see.</summary>
    static readonly string[][] Sufficient = [["Datastore.Allocate"], ["Datastore.AllocateSpace", "VM.Backup"]];

    (DateTimeOffset At, GuestBackups Backups)? known;

    /// <param name="isTouched">A backup was begun or ended since the last look.</param>
    public async Task<GuestBackups> ReadAsync(IReadOnlyList<StorageResource> storages, bool isTouched, CancellationToken cancellationToken)
    {
        if (!isTouched && known is { } last && time.GetUtcNow() - last.At < lifetime)
            return last.Backups;
        var uncovered = await Sparing.TryAsync(() => client.ListNotBackedUpAsync(cancellationToken));
        var lists = await Task.WhenAll(Readable(storages).Select(async it => (it.Name, Volumes: await Sparing.TryAsync(() => client.ListBackupsAsync(it.Node, it.Name, cancellationToken: cancellationToken)))));
        var latest = lists.SelectMany(list => (list.Volumes ?? []).Where(it => it is { Vmid: not null, CreatedAt: not null }).Select(it => (it.Vmid, it.CreatedAt, list.Name)))
            .GroupBy(it => it.Vmid!.Value).ToDictionary(it => it.Key, it => it.OrderByDescending(backup => backup.CreatedAt).Select(backup => (backup.CreatedAt!.Value, backup.Name)).First());
        var isWhole = await SeesAllAsync(cancellationToken) && Array.TrueForAll(lists, it => it.Volumes is not null)
            && storages.Where(HoldsBackups).All(it => it.IsAvailable);
        var backups = new GuestBackups(uncovered?.Select(it => it.Vmid).ToHashSet(), latest, isWhole);
        known = (time.GetUtcNow(), backups);
        return backups;
    }

    /// <summary>A shared one once.</summary>
    static IEnumerable<StorageResource> Readable(IReadOnlyList<StorageResource> storages) =>
        storages.Where(it => it.IsAvailable && HoldsBackups(it)).OrderBy(it => it.Node, StringComparer.Ordinal).DistinctBy(it => it.IsShared ? it.Name : $"{it.Node}/{it.Name}");

    static bool HoldsBackups(StorageResource storage) => storage.Content.Contains("backup");

    async Task<bool> SeesAllAsync(CancellationToken cancellationToken)
    {
        var permissions = await client.GetPermissionsAsync("/", cancellationToken);
        return permissions.TryGetValue("/", out var root)
            && Sufficient.Any(all => all.All(it => root.TryGetValue(it, out var isPropagated) && isPropagated));
    }
}
