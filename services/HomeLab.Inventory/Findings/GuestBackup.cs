using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings;

/// <summary>What the cluster tells of a guest's backups.</summary>
static class GuestBackup
{
    /// <returns>Null: there is none.</returns>
    public static string? Of(Observation guest)
    {
        var backup = guest.Facts.At("backup");
        return backup.Text("at") is { Length: > 0 } at ? $"the backup of {at} on {backup.Text("storage")}" : null;
    }
}
