namespace HomeLab.Inventory.Findings.Rules;

/// <summary>What <c>homelab unprotected</c> lists, as far as it is sure.</summary>
sealed class Unprotected() : FindingRule(
    "backup.unprotected", FindingSeverity.Warning, "Something holds data of which there is no copy",
    "Back it up (a BackupPolicy, VolSync, Velero, the database's operator, Proxmox), and say so where you know that it may be lost.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(15);

    public override IEnumerable<Finding> Look(Survey survey) => Protections.Of(survey).Where(it => it.Protection == Protection.Unprotected)
        .Select(it => Found(it.Address, $"There is no copy of this {it.Kind}.", it.Reason) with { RestsOnAbsence = true });
}
