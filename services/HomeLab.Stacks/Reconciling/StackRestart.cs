using System.Diagnostics;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Contracts.Stacks;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Holding;
using HomeLab.Stacks.Operations;
using Microsoft.Extensions.Options;

namespace HomeLab.Stacks.Reconciling;

/// <summary>Restarts containers of a stack because a person asked for it, as an operation that whoever comes after a crash goes on with.</summary>
sealed class StackRestart(
    IEnumerable<IStackExecutor> executors, OperationStore operations, RestartStore restarts, StepRun steps, DeploymentHolds holds, IOptions<StacksOptions> options, TimeProvider time)
{
    /// <param name="stack">As it was deployed.</param>
    /// <param name="service">Empty: all that run.</param>
    /// <returns>The operation; or why there is none.</returns>
    public async Task<(Guid Operation, Reason? Refusal)> BeginAsync(DesiredStack stack, string service, string actor, CancellationToken cancellationToken)
    {
        if (executors.FirstOrDefault(it => it.Runs(stack)) is not { } executor)
            return (default, new Reason("NoTarget", $"The lab names nothing any more that {stack.Name} could run on."));
        var observed = await executor.LookAsync(stack, new Restart(service), cancellationToken);
        if (!observed.TryGetValue(out var look, out var silence))
            return (default, new Reason(TargetReasons.Silent, silence.Message));
        if (look.Refusal is { } refusal)
            return (default, refusal);
        if (look.Runs.Count == 0)
            return (default, new Reason("NothingRuns", look.Pending.Count > 0 ? $"It waits for {string.Join(", ", look.Pending)}." : "Nothing of it runs that could be restarted."));
        var begun = await restarts.BeginAsync(
            stack.Key, stack.Digest, stack.Commit, new Restart(service, look.Runs), actor, Activity.Current?.TraceId.ToString() ?? "", cancellationToken);
        return begun is { } id ? (id, null) : (default, new Reason("Busy", "An operation was begun on it meanwhile."));
    }

    /// <returns>What there is to wait for; null: nothing is being restarted, or not any more.</returns>
    public async Task<ReconcileOutcome?> GoOnAsync(ReconcileContext context, IStackExecutor executor, DesiredStack stack, CancellationToken cancellationToken)
    {
        if (await operations.RunningAsync(stack.Key, cancellationToken) is not { Kind: OperationKinds.Restart } operation)
            return null;
        var observed = await executor.LookAsync(stack, await restarts.ReadAsync(operation.Id, cancellationToken), cancellationToken);
        if (!observed.TryGetValue(out var look, out var silence))
        {
            // A host that is silent is no fault of what runs there.
            await operations.DelayAsync(operation, cancellationToken);
            return new ReconcileOutcome.Waiting(silence, options.Value.RetryAfter);
        }
        if (look.Failure is { } failure)
            return await FailedAsync(executor, stack, operation, failure, cancellationToken);
        if (look.IsAsWanted || look.Refusal is not null)
        {
            await operations.EndAsync(operation, look.Refusal is null ? "succeeded" : "failed", look.Refusal?.Message ?? "", cancellationToken);
            return null;
        }
        if (look.Steps.Count == 0)
        {
            var (pending, within) = (string.Join(", ", look.Pending), stack.HealthyWithin.ToTimeSpan());
            return time.GetUtcNow() - operation.ProgressAt > within
                ? await FailedAsync(executor, stack, operation, $"{pending} did not become healthy within {within}.", cancellationToken)
                : new ReconcileOutcome.Waiting(new Reason("Starting", $"Waiting for {pending}."), options.Value.HealthInterval);
        }
        await holds.PlaceAsync(stack, look, operation, cancellationToken);
        switch (await steps.RunAsync(executor, stack, look.Steps, operation, context.Intents, cancellationToken))
        {
            case null:
                return new ReconcileOutcome.Waiting(new Reason("Restarting", "What depends on what was restarted follows."), TimeSpan.Zero);
            case Settlement.Rejected { Reason.Code: TargetReasons.Busy } busy:
                await operations.DelayAsync(operation, cancellationToken);
                return new ReconcileOutcome.Waiting(busy.Reason, options.Value.RetryAfter);
            case Settlement.Rejected { Reason.Code: not TargetReasons.Moved } rejected:
                return await FailedAsync(executor, stack, operation, rejected.Reason.Message, cancellationToken);
            case var unsure:
                return new ReconcileOutcome.Waiting(new Reason("StepFailed", StepRun.WhyOf(unsure)), options.Value.HealthInterval);
        }
    }

    async Task<ReconcileOutcome> FailedAsync(IStackExecutor executor, DesiredStack stack, Operation operation, string why, CancellationToken cancellationToken)
    {
        var words = await executor.LastWordsAsync(stack, cancellationToken);
        await operations.SayAsync(operation.Id, [.. words.Select(it => (it.Container, it.Text, true))], cancellationToken);
        await operations.EndAsync(operation, "failed", why, cancellationToken);
        return new ReconcileOutcome.Stalled(new Reason("RestartFailed", why))
        {
            RevisitAfter = options.Value.StalledRetryAfter,
            Facts = [new StackFailed { Stack = stack.Key, Operation = operation.Id, Kind = operation.Kind, Reason = why, Commit = stack.Commit, At = time.GetUtcNow() }],
        };
    }
}
