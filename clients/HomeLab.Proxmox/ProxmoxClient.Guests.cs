using System.Text.Json;
using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Transport;

namespace HomeLab.Proxmox;

public sealed partial class ProxmoxClient
{
    /// <summary>The guests of one kind on a node, from the node itself: fresher than the cluster's list.</summary>
    public async Task<IReadOnlyList<Guest>> ListGuestsAsync(string node, GuestKind kind, CancellationToken cancellationToken)
    {
        var segment = new GuestReference(node, kind, 0).KindSegment;
        var rows = await ListAsync<Guest>(ApiPath.Of($"nodes/{node}/{segment}"), $"list the {segment} guests of {node}", [], cancellationToken);
        return [.. rows.Select(row => row with { Node = node, Kind = kind })];
    }

    public Task<GuestStatus> GetGuestStatusAsync(GuestReference guest, CancellationToken cancellationToken) =>
        ReadAsync<GuestStatus>(PathOf(guest, "status/current"), $"read the status of {guest}", [], cancellationToken);

    /// <param name="inForce">What the guest runs with, without what is pending.</param>
    public async Task<GuestConfig> GetGuestConfigAsync(
        GuestReference guest, bool inForce = false, CancellationToken cancellationToken = default)
    {
        var data = await ReadAsync<Dictionary<string, JsonElement>>(
            PathOf(guest, "config"), $"read the configuration of {guest}", new() { { "current", inForce ? true : null } }, cancellationToken);
        return new GuestConfig(guest.Kind, data);
    }

    /// <summary>Every setting with what waits for the next start.</summary>
    public async Task<IReadOnlyList<PendingChange>> GetPendingAsync(GuestReference guest, CancellationToken cancellationToken) =>
        await ListAsync<PendingChange>(PathOf(guest, "pending"), $"read the pending settings of {guest}", [], cancellationToken);

    /// <summary>
    /// What runs inside reports: a virtual machine by its agent, which takes 3 s to be found silent
    /// (<see cref="ProxmoxFailure.AgentSilent"/>), a container by its node. One that does not run is
    /// <see cref="ProxmoxFailure.Conflict"/>. Neither means that it has no address.
    /// </summary>
    public async Task<IReadOnlyList<GuestInterface>> ListGuestInterfacesAsync(GuestReference guest, CancellationToken cancellationToken)
    {
        var purpose = $"read the addresses of {guest}";
        var rows = guest.Kind == GuestKind.Lxc
            ? await ListAsync<InterfaceRow>(PathOf(guest, "interfaces"), purpose, [], cancellationToken)
            : (await ReadAsync<AgentResult>(PathOf(guest, "agent/network-get-interfaces"), purpose, [], cancellationToken)).Result;
        return rows?.TrueForAll(row => row is not null) == true ? [.. rows.Select(row => row.Read())] : throw NotInShape(purpose);
    }

    public async Task<GuestSnapshots> ListSnapshotsAsync(GuestReference guest, CancellationToken cancellationToken)
    {
        var rows = await ListAsync<GuestSnapshot>(PathOf(guest, "snapshot"), $"list the snapshots of {guest}", [], cancellationToken);
        return new GuestSnapshots(
            [.. rows.Where(row => row.Name != GuestSnapshot.Current)], rows.Find(row => row.Name == GuestSnapshot.Current)?.Parent);
    }

    static string PathOf(GuestReference guest, string below) => $"{PathOf(guest)}/{below}";

    static string PathOf(GuestReference guest) => ApiPath.Of($"nodes/{guest.Node}/{guest.KindSegment}/{guest.Vmid}");
}
