using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Proxmox.Guests;

namespace HomeLab.Inventory.Proxmox;

/// <summary>What a cluster tells of its guests' backups.</summary>
/// <param name="Uncovered">Guests that no job backs up; null: it could not be read.</param>
/// <param name="Latest">Of each guest of which a backup was listed the newest.</param>
/// <param name="IsWhole">All storages were read, by a token that may see every backup: one that is not listed is not there.</param>
sealed record GuestBackups(IReadOnlySet<int>? Uncovered, IReadOnlyDictionary<int, (DateTimeOffset At, string Storage)> Latest, bool IsWhole)
{
    /// <returns><c>{"isCovered", "isWhole", "at", "storage"}</c>: the last two only where there is one.</returns>
    public JsonObject Of(Guest guest)
    {
        var facts = new JsonObject { ["isCovered"] = Uncovered is null ? null : !Uncovered.Contains(guest.Vmid), ["isWhole"] = IsWhole };
        // A number is given out again: what is older than the guest may be another one's, and nothing tells when it was made.
        if (Latest.TryGetValue(guest.Vmid, out var latest))
        {
            facts["at"] = latest.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            facts["storage"] = latest.Storage;
        }
        return facts;
    }
}
