using System.Text.Json;
using HomeLab.Backups.Copying;
using HomeLab.Backups.Reconciling;
using HomeLab.Backups.Repositories;
using HomeLab.Backups.Sources;
using HomeLab.Restic;
using HomeLab.ServiceDefaults.Reconciliation;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.Backups.Restoring;

/// <summary>Puts one copy back into something new. What is cut off is taken away, and never taken for whole.</summary>
sealed class RestoreReconciler(
    BackupFeed feed, RestoreStore store, RestoreTargets targets, KnownRepositories repositories, AppliedChanges changes, IOptions<BackupsOptions> options) : IReconciler
{
    public const string RestoreKind = "restore";

    const string Restore = "restore";

    static readonly Reason CutOff = new("CutOff", "The service ended before all of it was back.");

    public string Kind => RestoreKind;

    public TimeSpan ResyncInterval => options.Value.ResyncInterval;

    public TimeSpan? LongestCall => options.Value.CallTimeout;

    public static WorkKey KeyOf(Guid restoration) => new(RestoreKind, restoration.ToString());

    public Task<IReadOnlyCollection<string>> ListKeysAsync(CancellationToken cancellationToken) => store.ListRunningAsync(cancellationToken);

    public async Task<ReconcileOutcome> ReconcileAsync(ReconcileContext context, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(Guid.Parse(context.Key.Key), cancellationToken) is not { State: Restoration.Running } restoration)
            return new ReconcileOutcome.Converged();
        if ((await changes.SinceAsync(context.Key, 0, cancellationToken)).Any(it => it.Action == Restore))
            return End(restoration, "");
        try
        {
            var (repository, copy, lab) = await FindAsync(restoration, cancellationToken);
            using var target = await targets.OpenAsync(lab, restoration, copy, cancellationToken);
            return restoration.HasBegun
                ? await TakeAwayAsync(context, restoration, target, CutOff, cancellationToken)
                : await RestoreAsync(context, restoration, repository, copy, target, cancellationToken);
        }
        catch (Exception exception) when (Troubles.Are(exception) || exception is NpgsqlException)
        {
            var reason = Troubles.Are(exception) ? Troubles.ReasonOf(exception) : new Reason("DatabaseFailed", exception.Message);
            // What may be half there is not forgotten.
            return restoration.HasBegun ? new ReconcileOutcome.Waiting(reason, options.Value.RetryAfter) : End(restoration, reason.Message);
        }
    }

    public Task<Settlement> ReadBackAsync(Intent intent, CancellationToken cancellationToken) => Task.FromResult<Settlement>(new Settlement.Rejected(CutOff));

    async Task<(ResticRepository Repository, Copy Copy, LabBackups Lab)> FindAsync(Restoration restoration, CancellationToken cancellationToken)
    {
        var lab = await feed.ReadAsync(cancellationToken);
        var policy = lab.Answer?.Policies.FirstOrDefault(it => it.Name == WantedBackup.PolicyOf(restoration.Key))
            ?? throw new SourceException("PolicyUnknown", $"the lab has no policy {WantedBackup.PolicyOf(restoration.Key)} any more, which says where the repository is");
        var repository = await repositories.FindAsync(policy, cancellationToken);
        var copies = await CopyShelf.ListAsync(repository, WantedBackup.AddressOf(restoration.Key), cancellationToken);
        return (repository, copies.FirstOrDefault(it => it.Id == restoration.Copy) ?? throw new SourceException("NoSuchCopy", $"the repository has no copy {restoration.Copy} any more"), lab);
    }

    async Task<ReconcileOutcome> RestoreAsync(
        ReconcileContext context, Restoration restoration, ResticRepository repository, Copy copy, IRestoreTarget target, CancellationToken cancellationToken)
    {
        if (await target.ExistsAsync(cancellationToken))
            return End(restoration, $"{target.Address} exists, and is left alone.");
        await store.BeginAsync(restoration.Id, context.Fence, cancellationToken);
        var draft = new IntentDraft(target.Address, Restore, null, JsonSerializer.Serialize(new { restoration.Key, restoration.Copy }), $"{restoration.Actor} asked for it");
        var intent = (await context.Intents.OpenAsync([draft], options.Value.CopyTimeout, cancellationToken))[0];
        var failure = await FillAsync(repository, copy, target, cancellationToken);
        Settlement settlement = failure is null ? new Settlement.Applied(restoration.IntoName, null) : new Settlement.Rejected(failure);
        await context.Intents.SettleAsync([(intent, settlement)], alsoWrite: null, cancellationToken);
        return failure is null ? End(restoration, "") : await TakeAwayAsync(context, restoration, target, failure, cancellationToken);
    }

    /// <returns>Why not all of it is there; null: it is.</returns>
    async Task<Reason?> FillAsync(ResticRepository repository, Copy copy, IRestoreTarget target, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(options.Value.CopyTimeout);
        var came = (Bytes: 0L, Sha256: "");
        try
        {
            await target.MakeAsync(late.Token);
            await target.FillAsync(
                async (to, token) =>
                {
                    await using var counted = new CountedStream(to);
                    await repository.DumpAsync(copy.Id, copy.Path, counted, token);
                    came = (counted.Bytes, counted.Sha256);
                },
                late.Token);
        }
        catch (Exception exception) when (Troubles.Are(exception))
        {
            return Troubles.ReasonOf(exception);
        }
        catch (Exception exception) when (exception is IOException or NpgsqlException)
        {
            return new Reason("NotFilled", exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Reason("Timeout", $"it took longer than {options.Value.CopyTimeout}");
        }
        return came == (copy.Bytes, copy.Sha256)
            ? null
            : new Reason("Damaged", $"{came.Bytes} bytes with the SHA-256 {came.Sha256} came out, and {copy.Bytes} with {copy.Sha256} had gone in");
    }

    /// <summary>Nothing that is half there stays.</summary>
    async Task<ReconcileOutcome> TakeAwayAsync(ReconcileContext context, Restoration restoration, IRestoreTarget target, Reason because, CancellationToken cancellationToken)
    {
        var draft = new IntentDraft(target.Address, "delete", JsonSerializer.Serialize(new { restoration = restoration.Id }), null, because.Message);
        var intent = (await context.Intents.OpenAsync([draft], options.Value.CallTimeout, cancellationToken))[0];
        try
        {
            await target.RemoveAsync(cancellationToken);
            await context.Intents.SettleAsync([(intent, new Settlement.Applied(restoration.IntoName, null))], alsoWrite: null, cancellationToken);
            return End(restoration, because.Message);
        }
        catch (Exception exception) when (Troubles.Are(exception) || exception is NpgsqlException)
        {
            var reason = new Reason("NotTakenAway", exception.Message);
            await context.Intents.SettleAsync([(intent, new Settlement.Rejected(reason))], alsoWrite: null, cancellationToken);
            return new ReconcileOutcome.Waiting(reason, options.Value.RetryAfter);
        }
    }

    ReconcileOutcome.Applied End(Restoration restoration, string failure) => new() { Write = (transaction, token) => store.EndAsync(restoration.Id, failure, transaction, token) };
}
