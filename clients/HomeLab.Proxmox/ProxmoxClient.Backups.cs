using HomeLab.Proxmox.Backups;
using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Storages;
using HomeLab.Proxmox.Tasks;
using HomeLab.Proxmox.Transport;

namespace HomeLab.Proxmox;

public sealed partial class ProxmoxClient
{
    /// <summary>Needs Sys.Audit on <c>/</c>.</summary>
    public async Task<IReadOnlyList<BackupJob>> ListBackupJobsAsync(CancellationToken cancellationToken) =>
        await ListAsync<BackupJob>("cluster/backup", "list the backup jobs", [], cancellationToken);

    public Task<BackupJob> GetBackupJobAsync(string id, CancellationToken cancellationToken) =>
        ReadAsync<BackupJob>(ApiPath.Of($"cluster/backup/{id}"), $"read backup job {id}", [], cancellationToken);

    public async Task<IReadOnlyList<UncoveredGuest>> ListNotBackedUpAsync(CancellationToken cancellationToken) =>
        await ListAsync<UncoveredGuest>(
            "cluster/backup-info/not-backed-up", "list the guests that no job backs up", [], cancellationToken);

    /// <summary>The backups on a storage, newest first.</summary>
    public async Task<IReadOnlyList<StorageVolume>> ListBackupsAsync(
        string node, string storage, int? vmid = null, CancellationToken cancellationToken = default) =>
        [.. (await ListVolumesAsync(node, storage, "backup", vmid, cancellationToken)).OrderByDescending(volume => volume.CreatedAt)];

    /// <summary>What pruning would remove; nothing is changed.</summary>
    /// <param name="retention">Null takes the storage's.</param>
    public async Task<IReadOnlyList<PruneVerdict>> PreviewPruneAsync(
        string node, string storage, GuestReference? guest = null, Retention? retention = null, CancellationToken cancellationToken = default) =>
        await ListAsync<PruneVerdict>(
            ApiPath.Of($"nodes/{node}/storage/{storage}/prunebackups"),
            $"preview the pruning of storage {storage} on {node}",
            new() { { "prune-backups", retention?.ToString() }, { "type", guest?.KindSegment }, { "vmid", guest?.Vmid } },
            cancellationToken);

    /// <summary>
    /// The task that backs up, or null when nothing was started because none of the guests is on that node. A guest that fails
    /// does not stop the others; the task then fails in the end. Its id is the VMID only when there is one guest.
    /// </summary>
    public Task<Upid?> StartBackupAsync(string node, BackupRequest request, CancellationToken cancellationToken) =>
        TryStartTaskAsync(
            HttpMethod.Post,
            ApiPath.Of($"nodes/{node}/vzdump"),
            $"back up {string.Join(", ", request.Vmids)} on {node}",
            request.ToParameters(),
            cancellationToken);
}
