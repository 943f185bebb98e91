using HomeLab.Proxmox.Storages;
using HomeLab.Proxmox.Tasks;
using HomeLab.Proxmox.Transport;

namespace HomeLab.Proxmox;

public sealed partial class ProxmoxClient
{
    /// <summary>The storages of a node with their use; disabled ones too.</summary>
    public async Task<IReadOnlyList<StorageStatus>> ListStoragesAsync(string node, CancellationToken cancellationToken) =>
        await ListAsync<StorageStatus>(ApiPath.Of($"nodes/{node}/storage"), $"list the storages of {node}", [], cancellationToken);

    public async Task<StorageStatus> GetStorageStatusAsync(string node, string storage, CancellationToken cancellationToken)
    {
        var status = await ReadAsync<StorageStatus>(
            ApiPath.Of($"nodes/{node}/storage/{storage}/status"), $"read the status of storage {storage} on {node}", [], cancellationToken);
        return status with { Name = storage };
    }

    /// <summary>What a storage holds. Volumes that the token may not see are left out without a word.</summary>
    /// <param name="content"><c>images</c>, <c>rootdir</c>, <c>iso</c>, <c>vztmpl</c>, <c>backup</c>, <c>snippets</c>, <c>import</c>; null for all.</param>
    public async Task<IReadOnlyList<StorageVolume>> ListVolumesAsync(
        string node, string storage, string? content = null, int? vmid = null, CancellationToken cancellationToken = default) =>
        await ListAsync<StorageVolume>(
            ApiPath.Of($"nodes/{node}/storage/{storage}/content"),
            $"list {content ?? "volumes"} of storage {storage} on {node}",
            new() { { "content", content }, { "vmid", vmid } },
            cancellationToken);

    public Task<VolumeAttributes> GetVolumeAsync(VolumeReference volume, CancellationToken cancellationToken) =>
        ReadAsync<VolumeAttributes>(PathOf(volume), $"read volume {volume}", [], cancellationToken);

    /// <summary>Sets what is not null.</summary>
    public Task UpdateVolumeAsync(VolumeReference volume, string? notes, bool? isProtected, CancellationToken cancellationToken) =>
        WriteAsync(
            HttpMethod.Put,
            PathOf(volume),
            $"change volume {volume}",
            new() { { "notes", notes }, { "protected", isProtected } },
            cancellationToken);

    /// <summary>The task that deletes, or null when it was done at once; a protected backup fails in the task.</summary>
    public Task<Upid?> DeleteVolumeAsync(VolumeReference volume, CancellationToken cancellationToken) =>
        TryStartTaskAsync(HttpMethod.Delete, PathOf(volume), $"delete volume {volume}", [], cancellationToken);

    static string PathOf(VolumeReference volume) => ApiPath.Of($"nodes/{volume.Node}/storage/{volume.Storage}/content/{volume.VolumeId}");
}
