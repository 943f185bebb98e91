namespace HomeLab.Dns.Providers;

/// <summary>What goes first while calls are scarce.</summary>
enum CallPriority
{
    /// <summary>A person, or a changed address, waits for it.</summary>
    Urgent,

    /// <summary>What happened in the lab, as long as it is no more than one batch.</summary>
    Normal,

    /// <summary>All further batches of a plan.</summary>
    Bulk,

    /// <summary>Reading whole zones although nothing happened.</summary>
    Read,
}
