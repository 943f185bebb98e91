using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Tasks;
using HomeLab.Proxmox.Transport;

namespace HomeLab.Proxmox;

/// <remarks>
/// Nothing here knows whose guest it is: whoever calls has compared its identity (<see cref="GuestConfig.SystemUuid"/>, name,
/// description, tags) in a read just before.
/// </remarks>
public sealed partial class ProxmoxClient
{
    /// <summary>A VMID that is taken is <see cref="ProxmoxFailure.Conflict"/>. When the task fails, nothing is left of it.</summary>
    public Task<Upid> CreateGuestAsync(GuestReference guest, GuestSettings settings, CancellationToken cancellationToken) =>
        StartTaskAsync(
            HttpMethod.Post, CollectionOf(guest), $"create {guest}", new() { { "vmid", guest.Vmid }, settings }, cancellationToken);

    /// <summary>When the task fails, what was restored so far stays, also in place of the guest that was there.</summary>
    public Task<Upid> RestoreGuestAsync(GuestReference guest, RestoreRequest request, CancellationToken cancellationToken) =>
        StartTaskAsync(
            HttpMethod.Post, CollectionOf(guest), $"restore {guest} from {request.Archive}", request.ToParameters(guest), cancellationToken);

    public Task<Upid> CloneGuestAsync(GuestReference source, CloneRequest request, CancellationToken cancellationToken) =>
        StartTaskAsync(
            HttpMethod.Post, PathOf(source, "clone"), $"clone {source} as {request.NewVmid}", request.ToParameters(source.Kind), cancellationToken);

    /// <summary>
    /// Writes settings and waits for it. Of a guest that runs, what cannot be changed meanwhile becomes pending, which is not told:
    /// see <see cref="GetPendingAsync"/>. A digest that is not the present one is <see cref="ProxmoxFailure.Conflict"/>.
    /// </summary>
    public Task UpdateGuestConfigAsync(GuestReference guest, GuestConfigChange change, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Put, PathOf(guest, "config"), $"change the configuration of {guest}", ParametersOf(change), cancellationToken);

    /// <summary>The same of a virtual machine as a task, for what takes long (disks); null when it was done at once.</summary>
    public Task<Upid?> StartGuestConfigUpdateAsync(GuestReference guest, GuestConfigChange change, CancellationToken cancellationToken) =>
        TryStartTaskAsync(HttpMethod.Post, PathOf(guest, "config"), $"change the configuration of {guest}", ParametersOf(change), cancellationToken);

    /// <summary>Replaces the tags; none removes them. Tags that the cluster registers need Sys.Modify on <c>/</c>.</summary>
    public Task SetTagsAsync(GuestReference guest, IReadOnlyCollection<string> tags, string? digest, CancellationToken cancellationToken)
    {
        var set = new GuestSettings();
        if (tags.Count > 0)
        {
            set.AddTags(tags);
        }
        return UpdateGuestConfigAsync(guest, new GuestConfigChange(set, tags.Count > 0 ? [] : ["tags"], digest), cancellationToken);
    }

    /// <param name="description">At most 8192 characters; empty removes it.</param>
    public Task SetDescriptionAsync(GuestReference guest, string description, string? digest, CancellationToken cancellationToken) =>
        UpdateGuestConfigAsync(
            guest,
            description.Length > 0
                ? new GuestConfigChange(new() { { "description", description } }, [], digest)
                : new GuestConfigChange([], ["description"], digest),
            cancellationToken);

    /// <summary>Only grows. Null where it was done at once, by Proxmox 7.</summary>
    /// <param name="size">Such as <c>64G</c>, or <c>+8G</c> for more than now.</param>
    public Task<Upid?> ResizeDiskAsync(GuestReference guest, string disk, string size, string? digest, CancellationToken cancellationToken) =>
        TryStartTaskAsync(
            HttpMethod.Put,
            PathOf(guest, "resize"),
            $"resize {disk} of {guest} to {size}",
            new() { { "disk", disk }, { "size", size }, { "digest", digest } },
            cancellationToken);

    /// <summary>Null of a container, for which Proxmox names no task.</summary>
    public Task<Upid?> ConvertToTemplateAsync(GuestReference guest, CancellationToken cancellationToken) =>
        TryStartTaskAsync(HttpMethod.Post, PathOf(guest, "template"), $"make a template of {guest}", [], cancellationToken);

    /// <summary>A guest that runs or is protected is refused at once.</summary>
    public Task<Upid> DeleteGuestAsync(GuestReference guest, GuestDeletion deletion, CancellationToken cancellationToken) =>
        StartTaskAsync(HttpMethod.Delete, PathOf(guest), $"delete {guest}", deletion.ToParameters(), cancellationToken);

    /// <param name="withMemory">Of a virtual machine that runs.</param>
    public Task<Upid> CreateSnapshotAsync(
        GuestReference guest, string name, string? description, bool withMemory, CancellationToken cancellationToken) =>
        StartTaskAsync(
            HttpMethod.Post,
            PathOf(guest, "snapshot"),
            $"take snapshot {name} of {guest}",
            new() { { "snapname", name }, { "description", description }, { "vmstate", guest.Kind == GuestKind.Qemu ? withMemory : null } },
            cancellationToken);

    public Task<Upid> DeleteSnapshotAsync(GuestReference guest, string name, CancellationToken cancellationToken) =>
        StartTaskAsync(HttpMethod.Delete, PathOf(guest, "snapshot", name), $"delete snapshot {name} of {guest}", [], cancellationToken);

    /// <summary>Back to a snapshot; everything since then is lost.</summary>
    public Task<Upid> RollbackAsync(GuestReference guest, string name, CancellationToken cancellationToken) =>
        StartTaskAsync(
            HttpMethod.Post, $"{PathOf(guest, "snapshot", name)}/rollback", $"roll {guest} back to snapshot {name}", [], cancellationToken);

    static Parameters ParametersOf(GuestConfigChange change) => new()
    {
        change.Set, { "delete", change.Delete.Count > 0 ? string.Join(',', change.Delete) : null }, { "digest", change.Digest },
    };

    static string CollectionOf(GuestReference guest) => ApiPath.Of($"nodes/{guest.Node}/{guest.KindSegment}");

    static string PathOf(GuestReference guest, string below, string name) => $"{PathOf(guest, below)}/{ApiPath.Of($"{name}")}";
}
