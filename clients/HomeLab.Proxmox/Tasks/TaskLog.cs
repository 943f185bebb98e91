namespace HomeLab.Proxmox.Tasks;

/// <summary>Lines of a task's log. The last of a task that ended is <c>TASK OK</c>, <c>TASK WARNINGS: n</c> or <c>TASK ERROR: …</c>.</summary>
/// <param name="Total">Of the whole log, so far.</param>
public sealed record TaskLog(IReadOnlyList<string> Lines, long Total);
