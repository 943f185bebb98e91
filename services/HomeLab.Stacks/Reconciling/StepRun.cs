using System.Collections.Concurrent;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Measuring;
using HomeLab.Stacks.Operations;
using HomeLab.Stacks.Planning;
using Microsoft.Extensions.Options;

namespace HomeLab.Stacks.Reconciling;

/// <summary>Carries the steps of a look out, those side by side that wait for nothing: intents, calls, settlements. It decides nothing.</summary>
sealed class StepRun(OperationStore operations, StackMetrics metrics, IOptions<StacksOptions> options, TimeProvider time)
{
    /// <summary>Actions in which images may be fetched.</summary>
    static readonly string[] Long = ["pull", "deploy"];

    /// <summary>The action that runs a command in a container, which may take as long as the stack to become healthy.</summary>
    const string Command = "exec";

    /// <returns>Why it did not go to its end; null: it did.</returns>
    public async Task<Settlement?> RunAsync(
        IStackExecutor executor, DesiredStack stack, IReadOnlyList<PlannedStep> steps, Operation operation, IIntents intents, CancellationToken cancellationToken)
    {
        var left = steps.ToList();
        var done = new HashSet<string>(StringComparer.Ordinal);
        // One at a time of each object: no two of its changes may be unsettled.
        while (left.Where(it => it.After.All(done.Contains)).DistinctBy(it => it.Object).ToList() is { Count: > 0 } ready)
        {
            var opened = await intents.OpenAsync([.. ready.Select(StackPlan.DraftOf)], Timeout(stack, ready), cancellationToken);
            var lines = new ConcurrentQueue<(string Step, string Text, bool IsError)>();
            var settled = await Task.WhenAll(ready.Zip(opened, async (step, intent) =>
            {
                lines.Enqueue((step.Object, $"{step.Action}: {step.Because}", false));
                var begun = time.GetTimestamp();
                var settlement = await executor.ApplyAsync(stack, step, operation.Id, intent, text => lines.Enqueue((step.Object, text, false)), cancellationToken);
                metrics.Stepped(step.Action, settlement, time.GetElapsedTime(begun));
                if (settlement is not Settlement.Applied)
                    lines.Enqueue((step.Object, $"{step.Action}: {WhyOf(settlement)}", true));
                return (intent, settlement);
            }));
            await intents.SettleAsync(settled, alsoWrite: null, cancellationToken);
            await operations.SayAsync(operation.Id, lines, cancellationToken);
            if (settled.Select(it => it.settlement).FirstOrDefault(it => it is not Settlement.Applied) is { } failed)
                return failed;
            done.UnionWith(ready.Select(it => it.Id));
            left.RemoveAll(it => done.Contains(it.Id));
        }
        return null;
    }

    public static string WhyOf(Settlement settlement) => settlement switch
    {
        Settlement.Rejected rejected => rejected.Reason.Message,
        Settlement.Unconfirmed unconfirmed => unconfirmed.Reason.Message,
        _ => "",
    };

    TimeSpan Timeout(DesiredStack stack, List<PlannedStep> steps)
    {
        var call = 2 * options.Value.CallTimeout;
        var pull = steps.Exists(it => Long.Contains(it.Action)) ? options.Value.PullTimeout : call;
        var command = steps.Exists(it => it.Action == Command) ? stack.HealthyWithin.ToTimeSpan() + call : call;
        return pull > command ? pull : command;
    }
}
