namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Delay after the n-th failure in a row: 1 s doubling to five minutes, ± 20 % so that many do not return together.</summary>
static class Backoff
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static TimeSpan After(int failures, Random random)
    {
        var seconds = Math.Min(Math.Pow(2, Math.Clamp(failures - 1, 0, 16)), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (0.8 + 0.4 * random.NextDouble()));
    }
}
