using HomeLab.Contracts.Stacks;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Operations;

namespace HomeLab.Stacks.Reconciling;

/// <summary>Tells once of what somebody changed by hand, and once that it is gone, in the transaction that records the look.</summary>
sealed class DriftTelling(DriftStore store, TimeProvider time)
{
    public async Task<ReconcileOutcome> TellAsync(string stack, ReconcileOutcome outcome, UpkeepSight sight, CancellationToken cancellationToken)
    {
        if (sight.LastDrift is not { } last)
            return outcome;
        var told = (await store.ReadAsync(stack, cancellationToken)).Fields;
        var (now, facts) = (time.GetUtcNow(), outcome.Facts.ToList());
        var seen = sight.FirstDrift is { Count: > 0 } first ? first : last;
        if (seen.Count > 0 && !seen.SequenceEqual(told))
            facts.Insert(0, new StackDrifted { Stack = stack, Fields = [.. seen.Select(it => it.ToString())], At = now });
        if (last.Count == 0 && (told.Count > 0 || seen.Count > 0))
            facts.Add(new StackDriftEnded { Stack = stack, At = now });
        return last.SequenceEqual(told) && facts.Count == outcome.Facts.Count ? outcome : outcome with
        {
            Facts = facts,
            Write = async (transaction, token) =>
            {
                if (outcome.Write is { } write)
                    await write(transaction, token);
                await DriftStore.WriteAsync(transaction, stack, last, now, token);
            },
        };
    }
}
