using System.Collections.Concurrent;
using HomeLab.Proxmox;
using HomeLab.Proxmox.Guests;

namespace HomeLab.Inventory.Proxmox;

/// <summary>
/// Asks for a guest when there is reason to: it is new, looks different, a task about it was seen, or the last answer is old. A
/// cluster of hundreds must not be asked for each of them at every look.
/// </summary>
sealed class GuestDetailsCache(ProxmoxClient client, TimeSpan lifetime, TimeProvider time)
{
    /// <summary>Interfaces that a guest has for what runs inside it; their addresses repeat from guest to guest.</summary>
    static readonly string[] Inner = ["lo", "docker", "br-", "veth", "cni", "flannel", "cali", "cilium", "lxc", "virbr", "kube", "nerdctl", "podman"];

    readonly ConcurrentDictionary<(GuestKind Kind, int Vmid), (string Look, DateTimeOffset At, GuestDetails Details)> known = new();

    /// <param name="isTouched">A task of the guest was seen since the last look.</param>
    public async Task<GuestDetails> OfAsync(Guest guest, bool isTouched, CancellationToken cancellationToken)
    {
        var look = $"{guest.Node} {guest.Name} {guest.State} {guest.Lock} {guest.IsTemplate} {guest.MaxDisk} {guest.MaxMemory} {string.Join(';', guest.Tags)}";
        var key = (guest.Kind, guest.Vmid);
        if (!isTouched && known.TryGetValue(key, out var last) && last.Look == look && time.GetUtcNow() - last.At < lifetime)
            return last.Details;
        var before = known.TryGetValue(key, out var old) ? old.Details : GuestDetails.None;
        var config = await Sparing.TryAsync(() => client.GetGuestConfigAsync(guest.Reference, cancellationToken: cancellationToken)) ?? before.Config;
        var details = new GuestDetails(config, await AddressesAsync(guest, config, before, cancellationToken));
        known[key] = (look, time.GetUtcNow(), details);
        return details;
    }

    /// <summary>Forgets guests that are gone: their numbers are given out again.</summary>
    public void Keep(IReadOnlyCollection<Guest> guests)
    {
        var there = guests.Select(it => (it.Kind, it.Vmid)).ToHashSet();
        foreach (var key in known.Keys.Where(it => !there.Contains(it)))
            known.TryRemove(key, out _);
    }

    async Task<IReadOnlyList<string>> AddressesAsync(Guest guest, GuestConfig? config, GuestDetails before, CancellationToken cancellationToken)
    {
        var configured = config?.Networks.SelectMany(it => it.Addresses).Select(it => it.Address.ToString()) ?? [];
        if (guest.State != GuestState.Running)
            return [.. configured.Order(StringComparer.Ordinal)];
        // A virtual machine without an agent is silent for three seconds first.
        var interfaces = guest.Kind == GuestKind.Qemu && config?.HasAgent != true
            ? []
            : await Sparing.TryAsync(() => client.ListGuestInterfacesAsync(guest.Reference, cancellationToken));
        if (interfaces is null)
            return before.Addresses;
        return
        [
            .. interfaces.Where(it => !Inner.Any(prefix => it.Name.StartsWith(prefix, StringComparison.Ordinal)))
                .SelectMany(it => it.Addresses).Where(it => it.IsReachable).Select(it => it.Address.ToString())
                .Concat(configured).Distinct().Order(StringComparer.Ordinal),
        ];
    }
}
