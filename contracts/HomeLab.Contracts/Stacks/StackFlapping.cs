using MassTransit;

namespace HomeLab.Contracts.Stacks;

/// <summary>Fact: containers of a stack became unhealthy again however often they were restarted, and are left alone until the stack changes or a person restarts it.</summary>
[MessageUrn("homelab:stacks:stack-flapping:v1", useDefaultPrefix: false)]
[EntityName("homelab.stacks.stack-flapping.v1")]
public sealed record StackFlapping
{
    /// <summary>Its key: <c>docker/nas/web</c>.</summary>
    public required string Stack { get; init; }

    /// <summary>By name; in order.</summary>
    public required IReadOnlyList<string> Containers { get; init; }

    /// <summary>How often each was restarted within <see cref="Within"/>.</summary>
    public required int Restarts { get; init; }

    public required TimeSpan Within { get; init; }

    public required DateTimeOffset At { get; init; }
}
