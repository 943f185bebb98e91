namespace HomeLab.Simulators.Komodo.State;

/// <summary>Komodo 2 takes five failed attempts within 15 s from an address, then no more.</summary>
sealed class FailedLogins
{
    const int Most = 5;
    static readonly TimeSpan Window = TimeSpan.FromSeconds(15);

    readonly Lock gate = new();
    readonly List<DateTimeOffset> failures = [];

    /// <returns>Whether this one is still told why.</returns>
    public bool Add(DateTimeOffset now)
    {
        lock (gate)
        {
            failures.RemoveAll(at => now - at >= Window);
            if (failures.Count >= Most)
                return false;
            failures.Add(now);
            return true;
        }
    }
}
