using HomeLab.Backups.Repositories;
using HomeLab.Backups.Sources;
using HomeLab.Backups.States;
using HomeLab.Contracts.Backups;
using HomeLab.ServiceDefaults.Reconciliation;
using Microsoft.Extensions.Options;

namespace HomeLab.Backups.Reconciling;

/// <summary>Sees to it that one thing has a fresh copy in one repository.</summary>
sealed class BackupReconciler(
    BackupFeed feed, BackupStates states, KnownRepositories repositories, CopyShelf shelf, CopyMaking making, AppliedChanges changes, IOptions<BackupsOptions> options, TimeProvider time) : IReconciler
{
    public const string BackupKind = "backup";

    static readonly Reason NotThere = new("NotApplied", "The repository was read after the call's deadline, and has no such copy.");

    public string Kind => BackupKind;

    public TimeSpan ResyncInterval => options.Value.ResyncInterval;

    public TimeSpan? LongestCall => options.Value.CallTimeout;

    public static WorkKey KeyOf(string backup) => new(BackupKind, backup);

    public async Task<IReadOnlyCollection<string>> ListKeysAsync(CancellationToken cancellationToken)
    {
        var lab = await feed.ReadAsync(cancellationToken);
        return lab.Answer is null ? throw new InvalidOperationException("Inventory has never answered, so it is not known what is to be copied.") : [.. lab.Wanted.Keys];
    }

    public async Task<ReconcileOutcome> ReconcileAsync(ReconcileContext context, CancellationToken cancellationToken)
    {
        var (key, lab) = (context.Key.Key, await feed.ReadAsync(cancellationToken));
        if (lab.Answer is null)
            return Waiting(new Reason("LabUnknown", "Inventory has never answered, so it is not known what is to be copied."));
        // What there is stays.
        if (!lab.Wanted.TryGetValue(key, out var wanted))
            return new ReconcileOutcome.Converged();
        var state = await states.ReadAsync(key, cancellationToken);
        try
        {
            if (await TellAsync(context.Key, wanted, state, cancellationToken) is { } told)
                return told;
            var (now, due) = (time.GetUtcNow(), state.DueAt(wanted.Policy.Every.ToTimeSpan()));
            if (due > now.UtcDateTime)
                return Idle(due - now.UtcDateTime);
            if (lab.HoldOf(key, now) is { } held)
                return Waiting(held);
            if (lab.IsDryRun(wanted))
                return new ReconcileOutcome.Previewed();
            var settlement = await making.MakeAsync(context, wanted, WhyNow(state), cancellationToken);
            return await TellAsync(context.Key, wanted, state, cancellationToken) ?? Waiting(ReasonOf(settlement));
        }
        catch (Exception exception) when (Troubles.Are(exception) || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Failed(wanted, state, exception is OperationCanceledException ? new Reason("Timeout", $"it took longer than {options.Value.CopyTimeout}") : Troubles.ReasonOf(exception));
        }
    }

    public async Task<Settlement> ReadBackAsync(Intent intent, CancellationToken cancellationToken)
    {
        if (!(await feed.ReadAsync(cancellationToken)).Wanted.TryGetValue(intent.Key.Key, out var wanted))
            return new Settlement.Unconfirmed(new Reason("TargetUnknown", "The lab names nothing any more where it could be read."));
        try
        {
            return await CopyShelf.FindAsync(await repositories.FindAsync(wanted.Policy, cancellationToken), intent.Id, cancellationToken) is { } copy
                ? new Settlement.Applied(copy.Id, null)
                : new Settlement.Rejected(NotThere);
        }
        catch (Exception exception) when (Troubles.Are(exception))
        {
            return new Settlement.Unconfirmed(Troubles.ReasonOf(exception));
        }
    }

    /// <summary>Of copies that were made, by this look or by one whose process died: what the repository itself says of the newest.</summary>
    /// <returns>Null: there are none that are not known.</returns>
    async Task<ReconcileOutcome?> TellAsync(WorkKey key, WantedBackup wanted, BackupState state, CancellationToken cancellationToken)
    {
        if (await changes.SinceAsync(key, state.Entry, cancellationToken) is not [.., { Entry: var entry }])
            return null;
        var newest = await shelf.NewestAsync(await repositories.FindAsync(wanted.Policy, cancellationToken), wanted.Address, cancellationToken);
        return new ReconcileOutcome.Applied
        {
            RevisitAfter = TimeSpan.Zero,
            Facts = newest is null ? [] : [new BackupCompleted { Backup = key.Key, Address = wanted.Address, Copy = newest.Id, Bytes = newest.Bytes, Entry = entry, At = newest.At }],
            Write = (transaction, token) => BackupStates.MadeAsync(key.Key, newest, entry, transaction, token),
        };
    }

    ReconcileOutcome.Waiting Failed(WantedBackup wanted, BackupState state, Reason reason)
    {
        var now = time.GetUtcNow();
        return Waiting(reason) with
        {
            Facts = state.Problem.Length > 0 ? [] : [new BackupFailed { Backup = wanted.Key, Address = wanted.Address, Reason = Sentence(reason), LastAt = state.LastAt is { } last ? new DateTimeOffset(last, TimeSpan.Zero) : null, At = now }],
            Write = (transaction, token) => BackupStates.FailedAsync(wanted.Key, reason.Message, now, transaction, token),
        };
    }

    ReconcileOutcome.Converged Idle(TimeSpan untilDue) => new() { RevisitAfter = untilDue < ResyncInterval ? untilDue : ResyncInterval };

    ReconcileOutcome.Waiting Waiting(Reason reason) => new(reason, options.Value.RetryAfter);

    static string Sentence(Reason reason) => $"{char.ToUpperInvariant(reason.Message[0])}{reason.Message[1..].TrimEnd('.')}.";

    static string WhyNow(BackupState state) =>
        state.LastAt is not { } last ? "there is no copy yet" : state.RequestedAt > last ? "somebody asked for it" : $"the last one is of {last:yyyy-MM-dd HH:mm}Z";

    static Reason ReasonOf(Settlement settlement) => settlement switch
    {
        Settlement.Rejected rejected => rejected.Reason,
        Settlement.Unconfirmed unconfirmed => unconfirmed.Reason,
        _ => new Reason("NotSeen", "The copy was made, and the repository does not show it yet."),
    };
}
