using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Healing;
using HomeLab.Stacks.Operations;

namespace HomeLab.Stacks.Reconciling;

/// <summary>Brings a stack to run as it is wanted, tells of what was changed by hand, and heals what does not stay well.</summary>
sealed class StackUpkeep(StackMaking making, DriftTelling drift, StackHealing healing)
{
    /// <inheritdoc cref="StackMaking.MakeAsync"/>
    public async Task<ReconcileOutcome> MakeAsync(
        ReconcileContext context, IStackExecutor executor, DesiredStack wish, DesiredStack wanted, StackState state, ApplyMode mode, DeleteLimits deletes,
        Func<Task<ReconcileOutcome.Waiting?>> isNext, CancellationToken cancellationToken)
    {
        var sight = new UpkeepSight();
        var outcome = await making.MakeAsync(context, executor, wish, wanted, state, mode, deletes, isNext, sight, cancellationToken);
        outcome = await drift.TellAsync(wish.Key, outcome, sight, cancellationToken);
        return wish.HealAfter is not null && mode == ApplyMode.Auto && sight.Unhealthy is { } unhealthy
            ? await healing.HealAsync(context, executor, wish, outcome, unhealthy, cancellationToken)
            : outcome;
    }
}
