namespace HomeLab.Inventory.Tests.Certificates;

/// <summary>A time of day that a test sets; what waits, waits in real time.</summary>
sealed class SteppedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
