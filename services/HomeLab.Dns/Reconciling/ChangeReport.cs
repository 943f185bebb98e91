using HomeLab.Dns.Planning;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Reconciling;

/// <summary>What became of a plan's changes.</summary>
sealed class ChangeReport
{
    readonly List<(RecordChange Step, Reason Reason)> rejected = [];

    public int Created { get; private set; }

    public int Updated { get; private set; }

    public int Deleted { get; private set; }

    public IReadOnlyList<(RecordChange Step, Reason Reason)> Rejected => rejected;

    /// <summary>A write whose answer was lost; its key waits until that is settled.</summary>
    public Reason? Unconfirmed { get; private set; }

    /// <summary>Something was not as the mirror said.</summary>
    public bool IsContradicted { get; set; }

    /// <summary>All that was tried took effect.</summary>
    public bool IsClean => Unconfirmed is null && rejected.Count == 0;

    public bool HasEffects => Created + Updated + Deleted > 0;

    public void Add(RecordChange step, Settlement settlement)
    {
        switch (settlement)
        {
            case Settlement.Applied:
                Created += step is RecordChange.Create ? 1 : 0;
                Updated += step is RecordChange.Update or RecordChange.Mark or RecordChange.Release ? 1 : 0;
                Deleted += step is RecordChange.Delete ? 1 : 0;
                break;
            case Settlement.Rejected no:
                rejected.Add((step, no.Reason));
                break;
            case Settlement.Unconfirmed lost:
                Unconfirmed ??= lost.Reason;
                break;
        }
    }

    /// <summary>Counts an earlier attempt of the same look in.</summary>
    public void Include(ChangeReport? earlier)
    {
        if (earlier is null)
        {
            return;
        }
        Created += earlier.Created;
        Updated += earlier.Updated;
        Deleted += earlier.Deleted;
    }
}
