using MassTransit;

namespace HomeLab.Contracts.Stacks;

/// <summary>Fact: what a stack was to become did not get healthy in time, and what it was before runs again.</summary>
[MessageUrn("homelab:stacks:stack-rolled-back:v1", useDefaultPrefix: false)]
[EntityName("homelab.stacks.stack-rolled-back.v1")]
public sealed record StackRolledBack
{
    /// <summary>Its key: <c>docker/nas/web</c>.</summary>
    public required string Stack { get; init; }

    /// <summary>Id of the operation that went back.</summary>
    public required Guid Operation { get; init; }

    /// <summary>One sentence for people: why the new one was taken back.</summary>
    public required string Reason { get; init; }

    /// <summary>Of the files that were taken back; empty: those of no commit.</summary>
    public required string FailedCommit { get; init; }

    /// <summary>Of the files that run again.</summary>
    public required string Commit { get; init; }

    public required DateTimeOffset At { get; init; }
}
