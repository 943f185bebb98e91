using HomeLab.Proxmox;
using HomeLab.Proxmox.Guests;

namespace HomeLab.Inventory.Proxmox;

/// <summary>What only a call for the guest itself tells.</summary>
/// <param name="Config">Null: it could not be read.</param>
/// <param name="Addresses">Where it is reached, as what runs inside reports; none while it does not run or does not say.</param>
sealed record GuestDetails(GuestConfig? Config, IReadOnlyList<string> Addresses)
{
    public static GuestDetails None { get; } = new(null, []);
}
