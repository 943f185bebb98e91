namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>What may be done with a change without a person, by the lab's word; of several words the greatest counts.</summary>
public enum ApplyMode
{
    /// <summary>It is made.</summary>
    Auto,

    /// <summary>It is proposed, and made once a person approves.</summary>
    Approve,

    /// <summary>It is only shown.</summary>
    DryRun,
}
