using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>A thin pool that is full stops every guest on it.</summary>
sealed class StorageNearlyFull() : FindingRule(
    "proxmox.storage-nearly-full", FindingSeverity.Warning, "A storage gets full",
    "Remove what is not needed (old backups, unused disks), or give it more: guests on a full thin pool stop.")
{
    const double Critical = 95;

    public override IEnumerable<Finding> Look(Survey survey) => survey.Observations.Where(it => it is { Platform: Platform.Proxmox, Kind: "storage" })
        .Select(it => (Storage: it, Full: Quantity.Parse(it.Facts.Text("fullBy")) ?? 0))
        .Where(it => it.Full > 0)
        .Select(it => Found(it.Storage.Address, $"At least {it.Full} % of it are used.", "disk and maxdisk of the cluster's list")
            with { Severity = it.Full >= Critical ? FindingSeverity.Critical : FindingSeverity.Warning });
}
