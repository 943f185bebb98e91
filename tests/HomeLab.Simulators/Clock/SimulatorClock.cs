namespace HomeLab.Simulators.Clock;

/// <summary>
/// The time by which simulated systems stamp, expire and count. Runs as fast as the real one, at an offset.
/// </summary>
/// <remarks>Timers keep to real time: an injected latency of two seconds takes two seconds whatever the offset.</remarks>
public sealed class SimulatorClock : TimeProvider
{
    long offset;

    public TimeSpan Offset
    {
        get => new(Interlocked.Read(ref offset));
        set => Interlocked.Exchange(ref offset, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    public void Advance(TimeSpan by) => Interlocked.Add(ref offset, by.Ticks);

    public void Reset() => Offset = TimeSpan.Zero;
}
