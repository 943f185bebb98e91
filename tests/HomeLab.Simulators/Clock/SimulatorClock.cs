namespace HomeLab.Simulators.Clock;

/// <summary>
/// The time by which simulated systems stamp, expire and count, and by which late effects come due. Runs as fast as the real one, at an
/// offset.
/// </summary>
/// <remarks>Timers keep to real time: an injected latency of two seconds takes two seconds whatever the offset.</remarks>
public sealed class SimulatorClock : TimeProvider
{
    TaskCompletionSource turned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long offset;

    public TimeSpan Offset
    {
        get => new(Interlocked.Read(ref offset));
        set
        {
            Interlocked.Exchange(ref offset, value.Ticks);
            Tell();
        }
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    public void Advance(TimeSpan by)
    {
        Interlocked.Add(ref offset, by.Ticks);
        Tell();
    }

    public void Reset() => Offset = TimeSpan.Zero;

    /// <summary>Until this clock shows the instant, by running or by being turned.</summary>
    public async Task WaitUntilAsync(DateTimeOffset instant, CancellationToken cancellationToken)
    {
        while (true)
        {
            var turn = Volatile.Read(ref turned).Task;
            var rest = instant - GetUtcNow();
            if (rest <= TimeSpan.Zero)
                return;
            using var woken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(Task.Delay(rest, woken.Token), turn);
            await woken.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    void Tell() =>
        Interlocked.Exchange(ref turned, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
