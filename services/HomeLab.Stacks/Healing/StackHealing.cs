using System.Diagnostics;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Contracts.Stacks;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Holding;
using HomeLab.Stacks.Operations;
using HomeLab.Stacks.Reconciling;
using Microsoft.Extensions.Options;

namespace HomeLab.Stacks.Healing;

/// <summary>Restarts what is unhealthy for a while where the stack asks for it, and stops where that does not help.</summary>
sealed class StackHealing(HealingStore store, OperationStore operations, StepRun steps, DeploymentHolds holds, IOptions<StacksOptions> options, TimeProvider time)
{
    /// <param name="outcome">Of a look that found the stack as it is wanted.</param>
    public async Task<ReconcileOutcome> HealAsync(
        ReconcileContext context, IStackExecutor executor, DesiredStack stack, ReconcileOutcome outcome, IReadOnlyList<UnhealthyContainer> unhealthy, CancellationToken cancellationToken)
    {
        var known = (await store.ListAsync(stack.Key, cancellationToken)).GetValueOrDefault(stack.Key);
        var state = known?.Digest == stack.Digest ? known : HealingState.New(stack.Digest);
        if (unhealthy.Count == 0 && state.IsEmpty)
            return outcome;
        var guard = new FlapGuard(stack.HealAfter.ToTimeSpan(), options.Value.HealMost, options.Value.HealWindow);
        var decision = guard.Decide(state, unhealthy, time.GetUtcNow());
        var written = known;
        if (decision.Restarts.Count > 0)
        {
            written = decision.State with { LeftAlone = state.LeftAlone };
            await store.WriteAsync(stack.Key, known, written, cancellationToken);
            await RestartAsync(context, executor, stack, [.. decision.Restarts.Select(it => it.Restart)], cancellationToken);
        }
        return Of(stack, outcome, decision, guard) with
        {
            Plan = outcome.Plan,
            Facts = decision.GivenUp.Count == 0 ? outcome.Facts : [.. outcome.Facts, new StackFlapping { Stack = stack.Key, Containers = decision.GivenUp, Restarts = guard.Most, Within = guard.Window, At = time.GetUtcNow() }],
            Write = async (transaction, token) =>
            {
                if (outcome.Write is { } write)
                    await write(transaction, token);
                await HealingStore.WriteAsync(transaction, stack.Key, written, decision.State, token);
            },
        };
    }

    ReconcileOutcome Of(DesiredStack stack, ReconcileOutcome outcome, HealingDecision decision, FlapGuard guard) => decision switch
    {
        { State.LeftAlone: { Count: > 0 } left } => new ReconcileOutcome.Stalled(new Reason("Flapping", string.Create(
            null, $"{string.Join(", ", left)} became unhealthy again after each of {guard.Most} restarts within {guard.Window}, and is left alone until the stack changes or somebody says `homelab stacks restart {stack.Key}`.")))
        {
            RevisitAfter = decision.Next ?? options.Value.StalledRetryAfter,
        },
        { Restarts.Count: > 0 } => new ReconcileOutcome.Applied { RevisitAfter = decision.Next ?? guard.After },
        _ => outcome with { RevisitAfter = decision.Next ?? outcome.RevisitAfter },
    };

    async Task RestartAsync(ReconcileContext context, IStackExecutor executor, DesiredStack stack, IReadOnlyList<PlannedStep> restarts, CancellationToken cancellationToken)
    {
        var operation = await operations.BeginAsync(
            stack.Key, OperationKinds.Heal, stack.Digest, stack.Commit, context.Cause.Kind, context.Cause.Actor ?? "", Activity.Current?.TraceId.ToString() ?? "", cancellationToken);
        await holds.PlaceAsync(stack, new StackLook(restarts, [], null, [], []), operation, cancellationToken);
        var failed = await steps.RunAsync(executor, stack, restarts, operation, context.Intents, cancellationToken);
        await operations.EndAsync(operation, failed is null ? "succeeded" : "failed", failed is null ? "" : StepRun.WhyOf(failed), cancellationToken);
    }
}
