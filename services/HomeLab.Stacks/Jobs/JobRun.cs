namespace HomeLab.Stacks.Jobs;

/// <summary>One due time of a job that was begun and has not ended.</summary>
/// <param name="Exec">The Engine's id of the command; empty: there is none yet, so nothing was started.</param>
/// <param name="HeardAt">When it closed its outputs, all of which were heard; null: it has not, or nobody listens any more.</param>
sealed record JobRun(string Key, DateTime DueAt, Guid Operation, string Exec, DateTime? HeardAt, DateTime StartedAt)
{
    public DateTimeOffset Due => new(DueAt, TimeSpan.Zero);

    public DateTimeOffset Started => new(StartedAt, TimeSpan.Zero);
}
