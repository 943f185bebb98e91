namespace HomeLab.ServiceDefaults.Reconciliation;

public static class ApplyModes
{
    /// <summary>
    /// As the lab writes it. Nothing said is <see cref="ApplyMode.Auto"/>; a word that this version does not know is taken for
    /// the cautious one.
    /// </summary>
    public static ApplyMode Parse(string? text) => text switch
    {
        "auto" or "" or null => ApplyMode.Auto,
        "dryRun" => ApplyMode.DryRun,
        _ => ApplyMode.Approve,
    };

    public static ApplyMode Strictest(params ReadOnlySpan<ApplyMode> modes)
    {
        var strictest = ApplyMode.Auto;
        foreach (var mode in modes)
        {
            strictest = mode > strictest ? mode : strictest;
        }
        return strictest;
    }
}
