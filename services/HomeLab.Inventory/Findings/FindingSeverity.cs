namespace HomeLab.Inventory.Findings;

/// <summary>How much a finding matters, the least first.</summary>
enum FindingSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Will hurt some day, or when something else fails.</summary>
    Warning,

    /// <summary>Hurts now, or nothing stands between it and a loss.</summary>
    Critical,
}
