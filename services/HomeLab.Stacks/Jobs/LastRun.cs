using HomeLab.Stacks.Operations;

namespace HomeLab.Stacks.Jobs;

/// <summary>The newest due time of a job that was run or missed.</summary>
sealed record LastRun(DateTimeOffset DueAt, Operation Operation);
