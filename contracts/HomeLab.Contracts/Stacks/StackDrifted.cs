using MassTransit;

namespace HomeLab.Contracts.Stacks;

/// <summary>Fact: a stack that ran as it was deployed does not any more, although nothing else is wanted of it. Told once for the same fields.</summary>
[MessageUrn("homelab:stacks:stack-drifted:v1", useDefaultPrefix: false)]
[EntityName("homelab.stacks.stack-drifted.v1")]
public sealed record StackDrifted
{
    /// <summary>Its key: <c>docker/nas/web</c>.</summary>
    public required string Stack { get; init; }

    /// <summary>
    /// By their names and without values, which may be secret: <c>app: environment LEVEL</c>, <c>app: state</c> (it was stopped or paused),
    /// <c>app: container</c> (it is gone), <c>network web_default</c>. In the order of services and fields.
    /// </summary>
    public required IReadOnlyList<string> Fields { get; init; }

    public required DateTimeOffset At { get; init; }
}
