using System.Diagnostics;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Contracts.Stacks;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Holding;
using HomeLab.Stacks.Images;
using HomeLab.Stacks.Operations;
using HomeLab.Stacks.Planning;
using HomeLab.Stacks.Sources;
using Microsoft.Extensions.Options;

namespace HomeLab.Stacks.Reconciling;

/// <summary>Makes one stack run as the lab wants it: observe, plan, apply, and go back to what ran where it does not become healthy.</summary>
sealed class StackReconciler(
    StackFeed feed, IEnumerable<IStackExecutor> executors, StackStates states, OperationStore operations, StackUpkeep upkeep, StackRestart restart, StackRemoval removal, DeploymentHolds holds, StackUpdates updates,
    IOptions<StacksOptions> options) : IReconciler
{
    public const string StackKind = "stack";

    static readonly TimeSpan AfterOthers = TimeSpan.FromSeconds(2);

    public string Kind => StackKind;

    public TimeSpan ResyncInterval => options.Value.ResyncInterval;

    public TimeSpan? LongestCall => options.Value.CallTimeout;

    public static WorkKey KeyOf(string stack) => new(StackKind, stack);

    public async Task<IReadOnlyCollection<string>> ListKeysAsync(CancellationToken cancellationToken)
    {
        var lab = await feed.ReadAsync(cancellationToken);
        return lab.Lab is null
            ? throw new InvalidOperationException("Inventory has never answered, so the lab's stacks are not known yet.")
            : [.. lab.Stacks.Keys, .. (await states.ListAsync(cancellationToken)).Keys.Where(it => !lab.Stacks.ContainsKey(it))];
    }

    public async Task<ReconcileOutcome> ReconcileAsync(ReconcileContext context, CancellationToken cancellationToken)
    {
        var outcome = await LookAsync(context, cancellationToken);
        await holds.ReleaseAsync(context.Key.Key, cancellationToken);
        return outcome;
    }

    async Task<ReconcileOutcome> LookAsync(ReconcileContext context, CancellationToken cancellationToken)
    {
        var lab = await feed.ReadAsync(cancellationToken);
        if (lab.Lab is null)
            return new ReconcileOutcome.Waiting(new Reason("LabUnknown", "Inventory has never answered, so it is not known what is wanted."), options.Value.RetryAfter);
        var key = context.Key.Key;
        var state = await states.ReadAsync(key, cancellationToken);
        if (!lab.Stacks.TryGetValue(key, out var wanted))
        {
            return state.Deployed is { } left && ExecutorOf(left) is { } remover
                ? await removal.ProposeAsync(context, remover, left, cancellationToken)
                : new ReconcileOutcome.Converged();
        }
        if (ExecutorOf(wanted) is not { } executor)
            return Stalled("NoTarget", $"The lab names nothing any more that {wanted.Name} could run on.");
        if (await holds.OfAsync(key, lab.Lab.Holds, cancellationToken) is { } held)
            return new ReconcileOutcome.Waiting(held, options.Value.RetryAfter);
        if (await restart.GoOnAsync(context, executor, state.Deployed ?? wanted, cancellationToken) is { } restarting)
            return restarting;
        var order = lab.Order;
        if (order.CycleOf(key) is { } cycle)
            return Stalled("Cycle", $"It waits for itself: {cycle}. Take one of them out of `after`, or let one not use the other's network.");
        wanted = await updates.DecideAsync(wanted, state, cancellationToken);
        var isBack = state.FailedDigest == wanted.Digest;
        if (!isBack && WhyNot(wanted) is { } objection)
            return Stalled(objection.Code, objection.Message);
        if (isBack && state.Deployed is null)
            return Stalled("Failed", state.FailedReason);
        var wish = isBack ? state.Deployed! : wanted;
        var outcome = await upkeep.MakeAsync(context, executor, wish, wanted, state, Modes(lab.Lab, wanted), DeletesOf(lab.Lab), () => WaitingForAsync(order, key, cancellationToken), cancellationToken);
        outcome = await updates.TellAsync(outcome, wanted, cancellationToken);
        return isBack && outcome is ReconcileOutcome.Converged or ReconcileOutcome.Applied
            ? Stalled("RolledBack", $"{state.FailedReason} What ran before runs again; change the stack, or `homelab stacks deploy {key}` to try once more.") with { Facts = outcome.Facts, Write = outcome.Write, Plan = outcome.Plan }
            : outcome;
    }

    public async Task<Settlement> ReadBackAsync(Intent intent, CancellationToken cancellationToken)
    {
        var lab = await feed.ReadAsync(cancellationToken);
        var stack = lab.Stacks.TryGetValue(intent.Key.Key, out var wanted) ? wanted : (await states.ReadAsync(intent.Key.Key, cancellationToken)).Deployed;
        return stack is not null && ExecutorOf(stack) is { } executor
            ? await executor.ReadBackAsync(stack, (await operations.RunningAsync(stack.Key, cancellationToken))?.Id, intent, cancellationToken)
            : new Settlement.Unconfirmed(new Reason("TargetUnknown", "The lab names nothing any more where it could be read."));
    }

    IStackExecutor? ExecutorOf(DesiredStack stack) => executors.FirstOrDefault(it => it.Runs(stack));

    /// <summary>Why it has to wait for other stacks; null: those run.</summary>
    async Task<ReconcileOutcome.Waiting?> WaitingForAsync(StackOrder order, string key, CancellationToken cancellationToken)
    {
        foreach (var (other, why) in order.Before(key))
        {
            if (!(await states.ReadAsync(other, cancellationToken)).IsAsWanted)
                return new ReconcileOutcome.Waiting(new Reason("After", $"It comes after {other} ({why}), which does not run as wanted yet."), AfterOthers);
        }
        return null;
    }

    /// <summary>What only whoever writes the files can put right.</summary>
    static Reason? WhyNot(DesiredStack stack) =>
        stack.Problems.FirstOrDefault() is { } problem && (stack.Engine is not null || stack.ProjectJson.Length == 0)
            ? new Reason(problem.Code, $"{problem.File}:{problem.Line}: {problem.Message}{More(stack.Problems.Count)}")
        : stack.Unresolved.FirstOrDefault() is { } open && (stack.Engine is not null || stack.ProjectJson.Length == 0)
            ? new Reason("Unresolved", $"{open.File}:{open.Line}: {open.Message}{More(stack.Unresolved.Count)}")
        : null;

    static string More(int count) => count > 1 ? $" (and {count - 1} more)" : "";

    public static ApplyMode Modes(ListDesiredStacksResponse lab, DesiredStack stack) => ApplyModes.Strictest(
        ApplyModes.Parse(lab.Policy?.Apply), ApplyModes.Parse(lab.Policy?.Kinds.GetValueOrDefault("Stack")?.Apply), ApplyModes.Parse(stack.Apply),
        stack.IsAbsent ? ApplyMode.Approve : ApplyMode.Auto);

    static DeleteLimits DeletesOf(ListDesiredStacksResponse lab) =>
        lab.Policy is { } policy ? new DeleteLimits(policy.MaxDeletes, policy.MaxDeleteShare) : DeleteLimits.Default;

    ReconcileOutcome.Stalled Stalled(string code, string message) => new(new Reason(code, message)) { RevisitAfter = options.Value.StalledRetryAfter };
}
