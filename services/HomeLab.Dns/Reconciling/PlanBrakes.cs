using HomeLab.Dns.Planning;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Reconciling;

/// <summary>Keeps back what of a plan is unusual.</summary>
sealed class PlanBrakes(Brakes brakes)
{
    public async Task<DnsPlan> ApplyAsync(WorkKey key, DnsPlan plan, DeleteLimits limits, CancellationToken cancellationToken)
    {
        var writes = plan.Changes.SelectMany(change => change.Steps).Select(step => new PlannedWrite(IntentDrafts.Of(step), step.ToString()!)).ToList();
        var judged = new Queue<IReadOnlyList<Reason>>(await brakes.JudgeAsync(key, writes, limits, cancellationToken));
        return plan.Propose([.. plan.Changes.Select(change => (IReadOnlyList<Reason>)
            [.. change.Steps.SelectMany(_ => judged.Dequeue()).Distinct()])]);
    }
}
