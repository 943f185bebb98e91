using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Operations;

namespace HomeLab.Stacks.Reconciling;

/// <summary>Takes over by a person's word what another installation made of a stack. Nothing is changed at its target.</summary>
sealed class StackTaking(IEnumerable<IStackExecutor> executors, TakenObjects taken)
{
    /// <returns>What was taken; or why nothing was.</returns>
    public async Task<(IReadOnlyList<ForeignObject> Taken, Reason? Refusal)> TakeAsync(DesiredStack stack, string actor, CancellationToken cancellationToken)
    {
        if (executors.FirstOrDefault(it => it.Runs(stack)) is not { } executor)
            return ([], new Reason("NoTarget", $"The lab names nothing any more that {stack.Name} could run on."));
        var observed = await executor.LookAsync(stack, LookPurpose.Keep, cancellationToken);
        if (!observed.TryGetValue(out var look, out var silence))
            return ([], new Reason(TargetReasons.Silent, silence.Message));
        if (look.Foreign.Count == 0)
            return ([], new Reason("NothingToTake", $"Nothing of {stack.Key} belongs to another installation."));
        await taken.AddAsync(stack.Key, look.Foreign, actor, cancellationToken);
        return (look.Foreign, null);
    }
}
