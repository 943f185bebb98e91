namespace HomeLab.Proxmox.Tasks;

/// <summary>Which of a node's tasks to list; what is null does not narrow.</summary>
public sealed record TaskQuery
{
    /// <summary>
    /// Tasks that run are only in <c>active</c> and <c>all</c>; those that ended long ago only in <c>archive</c>, the default, and
    /// <c>all</c>.
    /// </summary>
    public string? Source { get; init; }

    public int? Vmid { get; init; }

    public string? Type { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }

    public bool? ErrorsOnly { get; init; }

    public int Start { get; init; }

    /// <summary>The most that are returned.</summary>
    public int Limit { get; init; } = 50;
}
