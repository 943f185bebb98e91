using System.Diagnostics;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Contracts.Stacks;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Holding;
using HomeLab.Stacks.Jobs;
using HomeLab.Stacks.Operations;
using HomeLab.Stacks.Planning;
using Microsoft.Extensions.Options;

namespace HomeLab.Stacks.Reconciling;

/// <summary>Brings one stack to run as one wish says, as a recorded operation that whoever comes after a crash goes on with.</summary>
sealed class StackMaking(
    StackStates states, OperationStore operations, StepRun steps, Brakes brakes, DeploymentHolds holds, WorkQueue queue, IOptions<StacksOptions> options, TimeProvider time)
{
    /// <summary>What starts is watched this long within one look, and then looked at again.</summary>
    static readonly TimeSpan WatchFor = TimeSpan.FromSeconds(5);

    /// <summary>One thing is made this often within one look. An Engine that tells of it otherwise than it was made would have it replaced without an end.</summary>
    const int MostMakings = 3;

    /// <param name="wish">What is to run: what is wanted, or what ran before where that failed.</param>
    /// <param name="isNext">Tells why it has to wait for others; asked before anything is changed.</param>
    /// <param name="sight">Takes what is seen besides.</param>
    public async Task<ReconcileOutcome> MakeAsync(
        ReconcileContext context, IStackExecutor executor, DesiredStack wish, DesiredStack wanted, StackState state, ApplyMode mode, DeleteLimits deletes,
        Func<Task<ReconcileOutcome.Waiting?>> isNext, UpkeepSight sight, CancellationToken cancellationToken)
    {
        var running = await operations.RunningAsync(wish.Key, cancellationToken);
        if (running?.Kind == OperationKinds.Heal)
            await operations.EndAsync(running, "failed", "It was cut off; what is unhealthy is looked at anew.", cancellationToken);
        var operation = running?.Digest == wish.Digest && running.Kind is not (OperationKinds.Remove or OperationKinds.Restart or OperationKinds.Heal) ? running : null;
        var isNew = state.Deployed?.Digest != wish.Digest;
        var until = time.GetUtcNow() + WatchFor;
        await using var pause = new StackPause(executor, wish, options.Value.HealthInterval, time);
        var hasChanged = false;
        var made = new List<string>();
        while (true)
        {
            var purpose = PurposeOf(wish, wanted, operation, isNew);
            var observed = await executor.LookAsync(wish, purpose, cancellationToken);
            if (!observed.TryGetValue(out var look, out var reason))
                return new ReconcileOutcome.Waiting(reason, options.Value.RetryAfter);
            state = state with { IsAsWanted = look.IsAsWanted, Services = look.Services, Notes = look.Notes, LookedAt = time.GetUtcNow() };
            if (purpose == LookPurpose.Keep)
                sight.See(look);
            else if (look.IsAsWanted)
                sight.End();
            if (look.Refusal is { } refusal)
            {
                // What is missing may be what another stack makes first.
                return operation is null && await isNext() is { } before ? before : await RefusedAsync(state, operation, refusal, cancellationToken);
            }
            if (operation is not null && look.Failure is { } failure)
                return await FailedAsync(executor, wish, wanted, state, operation, failure, cancellationToken);
            if (look.IsAsWanted)
                return await DoneAsync(wish, wanted, state, operation, look, hasChanged, cancellationToken);
            // What the host or a registry refused is tried once more before it is late, however long that refused.
            var isRetried = operation is not null && operation.ProgressAt > operation.StartedAt && look.Steps.Count > 0 && !hasChanged;
            if (operation is not null && !isRetried && time.GetUtcNow() - operation.ProgressAt > wish.HealthyWithin.ToTimeSpan())
                return await FailedAsync(executor, wish, wanted, state, operation, LateOf(wish, look), cancellationToken);
            if (look.Steps.Count == 0)
            {
                if (time.GetUtcNow() > until)
                {
                    await states.WriteAsync(state, cancellationToken);
                    return new ReconcileOutcome.Waiting(new Reason("Starting", $"Waiting for {string.Join(", ", look.Pending)}."), options.Value.HealthInterval);
                }
                await pause.NextAsync(cancellationToken);
                continue;
            }
            if (await isNext() is { } waiting)
            {
                await states.WriteAsync(state, cancellationToken);
                return waiting with { Plan = StackPlan.Of(wish.Key, look, [waiting.Reason]) };
            }
            var (intents, kept) = operation is null ? await PermitAsync(context, wish, look, mode, deletes, cancellationToken) : (context.Intents, null);
            if (intents is null)
            {
                await states.WriteAsync(state, cancellationToken);
                return kept!;
            }
            operation ??= await operations.BeginAsync(
                wish.Key, KindOf(wish, wanted, state), wish.Digest, wish.Commit, context.Cause.Kind, context.Cause.Actor ?? "", Activity.Current?.TraceId.ToString() ?? "", cancellationToken);
            hasChanged = true;
            if (look.Steps.FirstOrDefault(step => made.Count(it => it == step.Object) >= MostMakings && IsMaking(step)) is { } again)
                return await FailedAsync(executor, wish, wanted, state, operation, $"{again.Object} was made {MostMakings} times, and still is not as wanted: {again.Because}.", cancellationToken);
            made.AddRange(look.Steps.Where(IsMaking).Select(it => it.Object));
            await holds.PlaceAsync(wish, look, operation, cancellationToken);
            if (await steps.RunAsync(executor, wish, look.Steps, operation, intents, cancellationToken) is { } failed)
            {
                if (failed is Settlement.Rejected { Reason.Code: not (TargetReasons.Busy or TargetReasons.Moved) } rejected)
                    return await FailedAsync(executor, wish, wanted, state, operation, rejected.Reason.Message, cancellationToken);
                await states.WriteAsync(state, cancellationToken);
                if (failed is not Settlement.Rejected { Reason.Code: TargetReasons.Busy })
                    return new ReconcileOutcome.Waiting(new Reason("StepFailed", StepRun.WhyOf(failed)), options.Value.HealthInterval);
                // A registry or host that is silent for a while is no fault of what is deployed.
                await operations.DelayAsync(operation, cancellationToken);
                return new ReconcileOutcome.Waiting(new Reason("StepFailed", StepRun.WhyOf(failed)), options.Value.RetryAfter);
            }
            if (isRetried)
            {
                await operations.DelayAsync(operation, cancellationToken);
                operation = operation with { ProgressAt = time.GetUtcNow().UtcDateTime };
            }
        }
    }

    static bool IsMaking(PlannedStep step) => step.Action is "create" or "update";

    /// <returns>With what its steps are entered; or why they are not made.</returns>
    async Task<(IIntents? Intents, ReconcileOutcome? Kept)> PermitAsync(
        ReconcileContext context, DesiredStack wish, StackLook look, ApplyMode mode, DeleteLimits deletes, CancellationToken cancellationToken)
    {
        if (mode == ApplyMode.DryRun)
            return (null, new ReconcileOutcome.Previewed { Plan = StackPlan.Of(wish.Key, look, []) });
        var judged = await brakes.JudgeAsync(context.Key, [.. look.Plan.Select(it => new PlannedWrite(StackPlan.DraftOf(it), it.Because))], deletes, cancellationToken);
        List<Reason> reasons = [.. judged.SelectMany(it => it).Distinct()];
        if (mode == ApplyMode.Approve)
            reasons.Insert(0, new Reason("ApprovalRequired", "The lab or the stack asks that a person approves changes."));
        if (reasons.Count == 0)
            return (context.Intents, null);
        var proposal = StackPlan.Propose(wish.Key, look, reasons);
        return await context.Decisions.OnAsync(proposal.Plan.Hash, cancellationToken) is Decision.Approved approved
            ? (approved.Intents, null)
            : (null, new ReconcileOutcome.Proposed(reasons) { Plan = proposal.Plan, Proposal = proposal });
    }

    async Task<ReconcileOutcome> DoneAsync(
        DesiredStack wish, DesiredStack wanted, StackState state, Operation? operation, StackLook look, bool hasChanged, CancellationToken cancellationToken)
    {
        var isNew = state.Deployed?.Digest != wish.Digest;
        state = state with
        {
            Deployed = WithImages(wish, look),
            Previous = isNew ? state.Deployed : state.Previous,
            FailedDigest = wish.Digest == wanted.Digest ? "" : state.FailedDigest,
            FailedReason = wish.Digest == wanted.Digest ? "" : state.FailedReason,
        };
        await states.WriteAsync(state, cancellationToken);
        if (operation is not null)
            await operations.EndAsync(operation, "succeeded", "", cancellationToken);
        if (isNew || operation is not null)
            await queue.EnqueueAsync([.. StackJob.Of(wish).Select(it => JobReconciler.KeyOf(it.Key))], Cause.Here("StackDeployed", wish.Key, time.GetUtcNow()), cancellationToken);
        var plan = StackPlan.Of(wish.Key, look, []);
        return operation is null && !hasChanged
            ? new ReconcileOutcome.Converged { Plan = plan }
            : new ReconcileOutcome.Applied { Plan = plan, Facts = FactOf(wish, wanted, state, operation) };
    }

    /// <summary>With the very images that run, so that going back brings those back and not what their tags name by then.</summary>
    static DesiredStack WithImages(DesiredStack wish, StackLook look)
    {
        var remembered = wish.Clone();
        foreach (var service in look.Services.Where(it => it.RunningImage.Length > 0))
            remembered.Images[service.Name] = service.RunningImage;
        return remembered;
    }

    async Task<ReconcileOutcome> RefusedAsync(StackState state, Operation? operation, Reason refusal, CancellationToken cancellationToken)
    {
        await states.WriteAsync(state, cancellationToken);
        if (operation is not null)
            await operations.EndAsync(operation, "failed", refusal.Message, cancellationToken);
        return new ReconcileOutcome.Stalled(refusal) { RevisitAfter = options.Value.StalledRetryAfter };
    }

    /// <summary>What it was is brought back at the next look; where nothing was, it is not tried again by itself.</summary>
    async Task<ReconcileOutcome> FailedAsync(
        IStackExecutor executor, DesiredStack wish, DesiredStack wanted, StackState state, Operation operation, string why, CancellationToken cancellationToken)
    {
        var words = await executor.LastWordsAsync(wish, cancellationToken);
        await operations.SayAsync(operation.Id, [.. words.Select(it => (it.Container, it.Text, true))], cancellationToken);
        await operations.EndAsync(operation, "failed", why, cancellationToken);
        var isRepair = state.Deployed?.Digest == wish.Digest;
        if (wish.Digest == wanted.Digest && !isRepair)
            state = state with { FailedDigest = wish.Digest, FailedReason = why };
        await states.WriteAsync(state with { IsAsWanted = false }, cancellationToken);
        return state.Deployed is not null && !isRepair
            ? new ReconcileOutcome.Waiting(new Reason("RollingBack", $"{why} Going back to what ran before."), TimeSpan.Zero)
            : new ReconcileOutcome.Stalled(new Reason("Failed", why))
            {
                RevisitAfter = options.Value.StalledRetryAfter,
                Facts = [new StackFailed { Stack = wish.Key, Operation = operation.Id, Kind = operation.Kind, Reason = why, Commit = wish.Commit, At = time.GetUtcNow() }],
            };
    }

    static string LateOf(DesiredStack wish, StackLook look) => look.Pending.Count > 0
        ? $"{string.Join(", ", look.Pending)} did not become healthy within {wish.HealthyWithin.ToTimeSpan()}."
        : $"It was not done within {wish.HealthyWithin.ToTimeSpan()}: {StackPlan.SummaryOf(look.Plan)}.";

    IReadOnlyList<object> FactOf(DesiredStack wish, DesiredStack wanted, StackState state, Operation? operation) => operation switch
    {
        null => [],
        { Kind: OperationKinds.Rollback } => [new StackRolledBack { Stack = wish.Key, Operation = operation.Id, Reason = state.FailedReason, FailedCommit = wanted.Commit, Commit = wish.Commit, At = time.GetUtcNow() }],
        _ => [new StackDeployed { Stack = wish.Key, Operation = operation.Id, Kind = operation.Kind, Commit = wish.Commit, Services = [.. state.Services.Select(it => it.Name)], At = time.GetUtcNow() }],
    };

    static LookPurpose PurposeOf(DesiredStack wish, DesiredStack wanted, Operation? operation, bool isNew) =>
        operation is null && !isNew && wish.Digest == wanted.Digest ? LookPurpose.Keep
        : operation?.Kind == OperationKinds.Repair ? LookPurpose.Repair
        : wish.Digest == wanted.Digest ? LookPurpose.Deploy
        : LookPurpose.Restore;

    static string KindOf(DesiredStack wish, DesiredStack wanted, StackState state) =>
        wish.Digest != wanted.Digest ? OperationKinds.Rollback
        : state.Deployed is null ? OperationKinds.Deploy
        : state.Deployed.Digest == wish.Digest ? OperationKinds.Repair
        : OperationKinds.Update;
}
