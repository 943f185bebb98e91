namespace HomeLab.Benchmarks.Fleet;

/// <summary>A line of the simulator's log.</summary>
/// <param name="At">When the request arrived.</param>
/// <param name="Applied">Whether something changed by it.</param>
sealed record CloudflareCall(long Sequence, DateTimeOffset At, string Method, string Path, int? Status, double Milliseconds, bool Applied)
{
    public DateTimeOffset AnsweredAt => At.AddMilliseconds(Milliseconds);
}
