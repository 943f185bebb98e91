using HomeLab.Backups.Reconciling;
using HomeLab.Backups.Sources;
using HomeLab.Contracts.Inventory;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Backups.Messaging;

/// <summary>Which backups to look at: all, where the lab says something else. A new volume is found within a minute.</summary>
sealed class BackupHints(BackupFeed feed) : IHintHandler<LabRevised>
{
    public async ValueTask<IReadOnlyCollection<WorkKey>> KeysOfAsync(LabRevised hint, CancellationToken cancellationToken) =>
        [.. (await feed.ReadAsync(cancellationToken)).Wanted.Keys.Select(BackupReconciler.KeyOf)];

    public string? SubjectOf(LabRevised hint) => hint.Lab;
}
