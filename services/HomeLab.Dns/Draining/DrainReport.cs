using HomeLab.Dns.Planning;

namespace HomeLab.Dns.Draining;

/// <param name="Records">Each that leads to the thing and may be withdrawn.</param>
sealed record DrainReport(Drain Drain, IReadOnlyList<DrainedRecord> Records)
{
    /// <summary>Nobody is led to the thing any more by what may be withdrawn: it can be stopped.</summary>
    public bool IsDone => Records.All(record => record.State == DrainedState.Gone);
}
