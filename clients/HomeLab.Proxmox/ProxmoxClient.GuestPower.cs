using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Tasks;
using HomeLab.Proxmox.Transport;

namespace HomeLab.Proxmox;

/// <remarks>
/// Where the state is not the one presumed, a virtual machine's start fails in the task and its stop succeeds, whereas a
/// container's calls fail at once, as <see cref="ProxmoxFailure.Conflict"/>. Of a guest that high availability manages the task
/// is only the request (<see cref="Upid.IsRequestOnly"/>).
/// </remarks>
public sealed partial class ProxmoxClient
{
    public Task<Upid> StartAsync(GuestReference guest, CancellationToken cancellationToken) => PowerAsync(guest, "start", [], cancellationToken);

    /// <summary>Pulls the plug.</summary>
    public Task<Upid> StopAsync(GuestReference guest, CancellationToken cancellationToken) => PowerAsync(guest, "stop", [], cancellationToken);

    /// <summary>Asks the guest, by agent or ACPI. When it has not ended in time, the task fails, or stops it by force.</summary>
    /// <param name="timeout">Null is a minute, or what the guest's start-up order says.</param>
    public Task<Upid> ShutdownAsync(GuestReference guest, TimeSpan? timeout, bool thenStops, CancellationToken cancellationToken) =>
        PowerAsync(guest, "shutdown", new() { { "timeout", (long?)timeout?.TotalSeconds }, { "forceStop", thenStops } }, cancellationToken);

    /// <summary>Shuts down and starts, by which pending settings come into force.</summary>
    public Task<Upid> RebootAsync(GuestReference guest, TimeSpan? timeout, CancellationToken cancellationToken) =>
        PowerAsync(guest, "reboot", new() { { "timeout", (long?)timeout?.TotalSeconds } }, cancellationToken);

    Task<Upid> PowerAsync(GuestReference guest, string verb, Parameters parameters, CancellationToken cancellationToken) =>
        StartTaskAsync(HttpMethod.Post, PathOf(guest, $"status/{verb}"), $"{verb} {guest}", parameters, cancellationToken);
}
