using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Holding;
using HomeLab.Stacks.Operations;
using HomeLab.Stacks.Sources;

namespace HomeLab.Stacks.Jobs;

/// <summary>Tells whether a job that is due can be run now.</summary>
sealed class JobObstacles(DeploymentHolds holds, OperationStore operations, JobCommand command)
{
    /// <returns>The container to run it in, or why it has to wait.</returns>
    public async Task<(string? Container, Reason? Obstacle)> FindAsync(LabStacks lab, DesiredStack stack, StackJob job, CancellationToken cancellationToken)
    {
        if (await holds.OfAsync(stack.Key, lab.Lab!.Holds, cancellationToken) is { } held)
            return (null, held);
        if (await operations.RunningAsync(stack.Key, cancellationToken) is { } running)
            return (null, new Reason("StackBusy", $"the operation {running.Kind} runs on its stack"));
        return (await command.FindContainerAsync(job, stack, cancellationToken)).TryGetValue(out var container, out var reason) ? (container, null) : (null, reason);
    }
}
