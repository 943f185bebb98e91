namespace HomeLab.Stacks.Jobs;

/// <param name="Definition">That was accepted, see <see cref="StackJob.Definition"/>.</param>
/// <param name="Until">Times up to this one were run, missed or skipped.</param>
/// <param name="Failure">Why the last time failed, of which people were told; empty: it did not.</param>
sealed record KnownJob(string Key, string Definition, DateTime Until, string Failure)
{
    public DateTimeOffset Settled => new(Until, TimeSpan.Zero);
}
