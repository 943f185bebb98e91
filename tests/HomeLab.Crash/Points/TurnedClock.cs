namespace HomeLab.Crash.Points;

/// <summary>Runs as fast as the real one, at an offset: after a crash leases and deadlines need not be waited for.</summary>
sealed class TurnedClock : TimeProvider
{
    long offset;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + new TimeSpan(Interlocked.Read(ref offset));

    public void Advance(TimeSpan by) => Interlocked.Add(ref offset, by.Ticks);
}
