using Grpc.Core;
using HomeLab.Backups.Reconciling;
using HomeLab.Backups.Repositories;
using HomeLab.Backups.Restoring;
using HomeLab.Backups.Sources;
using HomeLab.Backups.States;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.ServiceDefaults.Rpc;
using Contract = HomeLab.Contracts.Grpc.Backups;

namespace HomeLab.Backups.Rpc;

/// <summary>Tells of copies, and takes what people ask of them.</summary>
sealed class BackupsService(BackupFeed feed, BackupStates states, KnownRepositories repositories, RestoreStore restores, RestoreTargets targets, WorkQueue queue, TimeProvider time) : Contract.Backups.BackupsBase
{
    public override async Task<Contract.ListBackupsResponse> ListBackups(Contract.ListBackupsRequest request, ServerCallContext context)
    {
        var (lab, known, now) = (await feed.ReadAsync(context.CancellationToken), await states.ListAsync(context.CancellationToken), time.GetUtcNow());
        return new Contract.ListBackupsResponse
        {
            Silence = lab.Silence,
            Backups =
            {
                lab.Wanted.Keys.Union(known.Keys).Order(StringComparer.Ordinal).Select(key =>
                {
                    var wanted = lab.Wanted.GetValueOrDefault(key);
                    return BackupMessages.Of(wanted, known.GetValueOrDefault(key) ?? BackupState.New(key), wanted is not null && lab.IsDryRun(wanted), now);
                }),
            },
        };
    }

    public override async Task<Contract.RunBackupResponse> RunBackup(Contract.RunBackupRequest request, ServerCallContext context)
    {
        var caller = context.Demand(Role.Operator);
        var (lab, key) = await FindAsync(request.Backup, context.CancellationToken);
        if (!lab.Wanted.TryGetValue(key, out var wanted))
            throw Refused(StatusCode.NotFound, $"No policy wants copies of {key} any more.");
        if (lab.HoldOf(key, time.GetUtcNow()) is { } held)
            throw Refused(StatusCode.FailedPrecondition, held.Message);
        if (lab.IsDryRun(wanted))
            throw Refused(StatusCode.FailedPrecondition, $"The lab says dryRun of {key}.");
        await states.RequestAsync(key, time.GetUtcNow(), context.CancellationToken);
        await WakeAsync(BackupReconciler.KeyOf(key), key, caller, context.CancellationToken);
        return new Contract.RunBackupResponse { Key = key };
    }

    public override async Task<Contract.ListCopiesResponse> ListCopies(Contract.ListCopiesRequest request, ServerCallContext context)
    {
        var (_, _, copies) = await CopiesAsync(request.Backup, context.CancellationToken);
        return new Contract.ListCopiesResponse { Copies = { copies.Select(BackupMessages.Of) } };
    }

    public override async Task<Contract.RestoreResponse> Restore(Contract.RestoreRequest request, ServerCallContext context)
    {
        var caller = context.Demand(Role.Operator);
        if (!RestoreTargets.Name().IsMatch(request.Into))
            throw Refused(StatusCode.InvalidArgument, "A new name is needed for what is put back: letters, digits, _, . and -, at most 63, the first a letter or digit.");
        var (lab, key, copies) = await CopiesAsync(request.Backup, context.CancellationToken);
        var copy = copies.Where(it => it.Id.StartsWith(request.Copy, StringComparison.Ordinal)).ToList() switch
        {
            [var newest, ..] when request.Copy.Length == 0 => newest,
            [var one] => one,
            [] => throw Refused(StatusCode.NotFound, request.Copy.Length == 0 ? $"There is no copy of {key} yet." : $"There is no copy {request.Copy} of {key}; `homelab backups copies {key}` lists them."),
            _ => throw Refused(StatusCode.InvalidArgument, $"The ids of several copies of {key} begin with {request.Copy}."),
        };
        var restoration = new Restoration(Guid.Empty, key, copy.Id, request.Into, caller.Name, Restoration.Running, false, "", default, null);
        using (var target = await AskAsync(() => targets.OpenAsync(lab, restoration, copy, context.CancellationToken)))
        {
            if (await AskAsync(() => target.ExistsAsync(context.CancellationToken)))
                throw Refused(StatusCode.AlreadyExists, $"{target.Address} exists; a copy is only put beside what is there.");
        }
        restoration = await restores.AddAsync(key, copy.Id, request.Into, caller.Name, context.CancellationToken);
        await WakeAsync(RestoreReconciler.KeyOf(restoration.Id), key, caller, context.CancellationToken);
        return new Contract.RestoreResponse { Id = restoration.Id.ToString() };
    }

    public override async Task<Contract.Restoration> GetRestore(Contract.GetRestoreRequest request, ServerCallContext context) =>
        Guid.TryParse(request.Id, out var id) && await restores.FindAsync(id, context.CancellationToken) is { } restoration
            ? BackupMessages.Of(restoration)
            : throw Refused(StatusCode.NotFound, $"There is no restore {request.Id}.");

    async Task<(LabBackups Lab, string Key, IReadOnlyList<Copy> Copies)> CopiesAsync(string called, CancellationToken cancellationToken)
    {
        var (lab, key) = await FindAsync(called, cancellationToken);
        var policy = lab.Answer?.Policies.FirstOrDefault(it => it.Name == WantedBackup.PolicyOf(key))
            ?? throw Refused(StatusCode.FailedPrecondition, $"The lab has no policy {WantedBackup.PolicyOf(key)} any more, which says where the repository is.");
        return (lab, key, await AskAsync(async () => await CopyShelf.ListAsync(await repositories.FindAsync(policy, cancellationToken), WantedBackup.AddressOf(key), cancellationToken)));
    }

    /// <param name="called">Key, or an address that one policy alone wants.</param>
    async Task<(LabBackups Lab, string Key)> FindAsync(string called, CancellationToken cancellationToken)
    {
        var lab = await feed.ReadAsync(cancellationToken);
        var all = lab.Wanted.Keys.Union((await states.ListAsync(cancellationToken)).Keys).ToList();
        if (all.Contains(called))
            return (lab, called);
        return all.Where(it => WantedBackup.AddressOf(it) == called).ToList() switch
        {
            [var one] => (lab, one),
            [] => throw Refused(StatusCode.NotFound, $"Nothing is known of {called}; `homelab backups get` lists what is to be copied."),
            var several => throw Refused(StatusCode.InvalidArgument, $"Several policies want it: {string.Join(", ", several)}."),
        };
    }

    Task WakeAsync(WorkKey work, string subject, Caller caller, CancellationToken cancellationToken) =>
        queue.EnqueueAsync([work], Cause.Here("Operator", subject, time.GetUtcNow()) with { Actor = caller.Name, IsUrgent = true }, cancellationToken);

    static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception exception) when (Troubles.Are(exception))
        {
            throw Refused(exception is Copying.SourceException ? StatusCode.FailedPrecondition : StatusCode.Unavailable, exception.Message);
        }
    }

    static RpcException Refused(StatusCode code, string why) => new(new Status(code, why));
}
