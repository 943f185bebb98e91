using MassTransit;

namespace HomeLab.Contracts.Stacks;

/// <summary>Fact: an operation on a stack failed, and nothing is brought back: there was nothing before, or that failed too. A person has to do something.</summary>
[MessageUrn("homelab:stacks:stack-failed:v1", useDefaultPrefix: false)]
[EntityName("homelab.stacks.stack-failed.v1")]
public sealed record StackFailed
{
    /// <summary>Its key: <c>docker/nas/web</c>.</summary>
    public required string Stack { get; init; }

    /// <summary>Id of the operation.</summary>
    public required Guid Operation { get; init; }

    /// <summary><c>deploy</c>, <c>repair</c>, <c>rollback</c>, <c>restart</c>; <c>job</c>: told once until it runs well again.</summary>
    public required string Kind { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Reason { get; init; }

    /// <summary>Whose files; empty: those of no commit.</summary>
    public required string Commit { get; init; }

    public required DateTimeOffset At { get; init; }
}
