using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Contracts.Stacks;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Docker.Applying;
using HomeLab.Stacks.Measuring;
using HomeLab.Stacks.Operations;
using Microsoft.Extensions.Options;

namespace HomeLab.Stacks.Jobs;

/// <summary>Sees what becomes of a job's command, whichever process started it, and tells people once of a job that fails.</summary>
sealed class JobFollowing(JobStore store, JobCommand command, JobOutputs outputs, OperationStore operations, StackMetrics metrics, IOptions<StacksOptions> options, TimeProvider time)
{
    /// <summary>What an Engine says instead of the exit code of a command that wrote something when nobody listened any more. It ran to its end.</summary>
    const long LostCode = 126;

    /// <param name="known">Null: the job is not wanted any more.</param>
    /// <returns>Null: it was prepared, and never started.</returns>
    public async Task<ReconcileOutcome?> FollowAsync(DesiredStack stack, KnownJob? known, JobRun run, CancellationToken cancellationToken)
    {
        if (!(await command.EndOfAsync(stack, run.Exec, cancellationToken)).TryGetValue(out var end, out var silence))
            return new ReconcileOutcome.Waiting(silence, options.Value.RetryAfter);
        if (end is CommandEnd.NeverStarted)
            return null;
        if (end is CommandEnd.Running)
            return new ReconcileOutcome.Converged { RevisitAfter = options.Value.RetryAfter };
        await outputs.EndAsync(run.Operation);
        var heardAt = (await store.FindOpenAsync(run.Key, cancellationToken))?.HeardAt;
        if (heardAt is null)
            await operations.SayAsync(run.Operation, [("", "Not all that it wrote was heard.", true)], cancellationToken);
        var failure = end switch
        {
            CommandEnd.Exited { Code: 0 } => "",
            CommandEnd.Exited { Code: LostCode } when heardAt is null => "has ended, and whether well is not known: what listened to it was gone before.",
            CommandEnd.Exited exited => string.Create(null, $"ended with exit code {exited.Code}."),
            _ => "was begun, and the Engine does not know any more how it ended.",
        };
        // What was due while it ran does not follow it at once.
        return End(stack, known, run, failure, heardAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : run.Due);
    }

    /// <param name="failure">What is said of the job; empty: it went well.</param>
    /// <param name="until">Times up to this one are settled with it.</param>
    public ReconcileOutcome.Applied End(DesiredStack? stack, KnownJob? known, JobRun run, string failure, DateTimeOffset until)
    {
        var (now, isWell) = (time.GetUtcNow(), failure.Length == 0);
        var reason = isWell ? "" : $"{StackJob.NameOf(run.Key)} {failure}";
        metrics.Ended(OperationKinds.Job, isWell ? "succeeded" : "failed", now - run.Started);
        return new ReconcileOutcome.Applied
        {
            RevisitAfter = TimeSpan.Zero,
            Facts = isWell || known is not { Failure: "" }
                ? []
                : [new StackFailed { Stack = StackJob.StackOf(run.Key), Operation = run.Operation, Kind = OperationKinds.Job, Reason = reason, Commit = stack?.Commit ?? "", At = now }],
            Write = (transaction, token) => JobStore.EndAsync(run, reason, until, now, transaction, token),
        };
    }
}
