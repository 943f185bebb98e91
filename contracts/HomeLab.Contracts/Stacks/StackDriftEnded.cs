using MassTransit;

namespace HomeLab.Contracts.Stacks;

/// <summary>Fact: a stack of which <see cref="StackDrifted"/> was told runs as it is wanted again, or something else is wanted of it and runs.</summary>
[MessageUrn("homelab:stacks:stack-drift-ended:v1", useDefaultPrefix: false)]
[EntityName("homelab.stacks.stack-drift-ended.v1")]
public sealed record StackDriftEnded
{
    /// <summary>Its key: <c>docker/nas/web</c>.</summary>
    public required string Stack { get; init; }

    public required DateTimeOffset At { get; init; }
}
