using HomeLab.Stacks.Executing;

namespace HomeLab.Stacks.Reconciling;

/// <summary>What one look saw of drift: as it began, and as it ended.</summary>
sealed class DriftSight
{
    /// <summary>Null: drift was not looked for, since something else is wanted or is being done.</summary>
    public IReadOnlyList<DriftedField>? First { get; private set; }

    public IReadOnlyList<DriftedField>? Last { get; private set; }

    public void See(IReadOnlyList<DriftedField> fields) => (First, Last) = (First ?? fields, fields);

    /// <summary>It was brought to run as wanted.</summary>
    public void End() => Last = [];
}
