using HomeLab.Stacks.Executing;

namespace HomeLab.Stacks.Reconciling;

/// <summary>What one look saw of a stack that is only to be kept: drift as it began and as it ended, and what is unhealthy.</summary>
sealed class UpkeepSight
{
    /// <summary>Null: drift was not looked for, since something else is wanted or is being done.</summary>
    public IReadOnlyList<DriftedField>? FirstDrift { get; private set; }

    public IReadOnlyList<DriftedField>? LastDrift { get; private set; }

    /// <summary>Null: it does not run as wanted, which comes first.</summary>
    public IReadOnlyList<UnhealthyContainer>? Unhealthy { get; private set; }

    public void See(StackLook look)
    {
        // What could not be compared tells nothing of what was changed.
        if (look.Refusal is null && (look.IsAsWanted || look.Steps.Count > 0))
            (FirstDrift, LastDrift, Unhealthy) = (FirstDrift ?? look.Drift, look.Drift, look.IsAsWanted ? look.Unhealthy : null);
    }

    /// <summary>It was brought to run as wanted.</summary>
    public void End() => LastDrift = [];
}
