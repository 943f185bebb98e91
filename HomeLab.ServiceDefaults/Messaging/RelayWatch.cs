namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>
/// Whether this process's relay is looking at the outbox anyway. Then nobody notifies it: PostgreSQL lets transactions that notify commit
/// one by one, each with its own write to the disk.
/// </summary>
sealed class RelayWatch(TimeProvider time)
{
    /// <summary>From adding a message to the commit, at the most; what takes longer is found by the poll.</summary>
    static readonly TimeSpan LooksOnFor = TimeSpan.FromSeconds(1);

    readonly Lock gate = new();
    long addedAt = time.GetTimestamp();
    bool isLooking;

    /// <summary>Tells of a message to be committed soon.</summary>
    /// <returns>Whether the relay has to be notified of it.</returns>
    public bool Announce()
    {
        lock (gate)
        {
            addedAt = time.GetTimestamp();
            return !isLooking;
        }
    }

    /// <summary>The relay looks on for as long as this returns true; then, after one more look, it waits to be notified.</summary>
    public bool LooksOn()
    {
        lock (gate)
        {
            return isLooking = time.GetElapsedTime(addedAt) < LooksOnFor;
        }
    }

    /// <summary>The relay does not look for a while.</summary>
    public void Stop()
    {
        lock (gate)
        {
            isLooking = false;
        }
    }
}
