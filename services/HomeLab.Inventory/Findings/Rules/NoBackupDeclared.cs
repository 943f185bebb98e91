using HomeLab.Inventory.Catalog.Matching;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Where a repository declares nothing that backs anything up, what its stacks keep is on one disk.</summary>
sealed class NoBackupDeclared() : FindingRule(
    "backup.none-declared", FindingSeverity.Warning, "A stack keeps data, and its repository declares no backup of anything",
    "Declare what backs it up; `homelab unprotected` tells whether something else does, such as a backup of the whole machine.")
{
    const int MostNamed = 5;

    static readonly string[] Objects =
        ["kubernetes/velero.io/Schedule", "kubernetes/volsync.backube/ReplicationSource", "kubernetes/postgresql.cnpg.io/ScheduledBackup", "kubernetes/longhorn.io/RecurringJob"];

    static readonly string[] Programs = ["restic", "borg", "kopia", "duplicati", "backrest", "volume-backup", "postgres-backup", "pgbackweb", "db-backup"];

    // A BackupPolicy says in the lab what a repository says elsewhere.
    public override IEnumerable<Finding> Look(Survey survey) => KnownCopies.All(survey).Any(it => it.Facts.Text("isWanted") == "true") ? [] : survey.Repositories.Keys
        .Where(repository => !survey.Declared.Any(it => it.Repository == repository && (Objects.Contains(it.Kind) || DeclaredImages.Of(it).Any(IsBackup))))
        .SelectMany(repository => survey.DeclaredAs("compose/service").Where(it => it.Repository == repository && it.Owner.Length > 0))
        .Select(it => (Service: it, Data: StatefulMounts.Of(it).ToList()))
        .Where(it => it.Data.Count > 0)
        .GroupBy(it => it.Service.Owner, StringComparer.Ordinal)
        .Select(it => Found(
            it.Key, "Nothing that the repository declares backs up what the stack keeps.",
            string.Join(", ", it.SelectMany(one => one.Data.Select(data => $"{data} of {one.Service.Name}")).Distinct().Take(MostNamed)), KnownCopies.Tellers(survey)) with { RestsOnAbsence = true });

    static bool IsBackup(string image) => Programs.Any(it => ImageName.Parse(image).Repository.Contains(it, StringComparison.Ordinal));
}
