namespace HomeLab.Stacks.Tests.Images;

/// <summary>The machine's clock, which a test sets forward; what waits goes on waiting in real time.</summary>
sealed class LeapingClock : TimeProvider
{
    long ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ahead));

    public void Leap(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);
}
