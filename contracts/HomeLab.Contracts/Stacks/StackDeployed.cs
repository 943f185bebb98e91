using MassTransit;

namespace HomeLab.Contracts.Stacks;

/// <summary>Fact: a stack was brought to run as the lab wants it, and is healthy.</summary>
[MessageUrn("homelab:stacks:stack-deployed:v1", useDefaultPrefix: false)]
[EntityName("homelab.stacks.stack-deployed.v1")]
public sealed record StackDeployed
{
    /// <summary>Its key: <c>docker/nas/web</c>.</summary>
    public required string Stack { get; init; }

    /// <summary>Id of the operation that did it.</summary>
    public required Guid Operation { get; init; }

    /// <summary><c>deploy</c>, <c>update</c>, <c>repair</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whose files; empty: those of no commit.</summary>
    public required string Commit { get; init; }

    public required IReadOnlyList<string> Services { get; init; }

    public required DateTimeOffset At { get; init; }
}
