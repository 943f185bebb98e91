using MassTransit;

namespace HomeLab.Contracts.Stacks;

/// <summary>Fact: the registry has something newer than what a service of a stack runs. It is told once for each that it has.</summary>
[MessageUrn("homelab:stacks:stack-update-available:v1", useDefaultPrefix: false)]
[EntityName("homelab.stacks.stack-update-available.v1")]
public sealed record StackUpdateAvailable
{
    /// <summary>Its key: <c>docker/nas/web</c>.</summary>
    public required string Stack { get; init; }

    public required string Service { get; init; }

    /// <summary>In full: <c>docker.io/library/traefik:v3.1</c>.</summary>
    public required string Image { get; init; }

    /// <summary><c>digest</c>: the tag names another image than runs; <c>patch</c>, <c>minor</c>, <c>major</c>: there is a newer tag.</summary>
    public required string Level { get; init; }

    /// <summary>The digest that runs, or the tag.</summary>
    public required string Current { get; init; }

    /// <summary>The digest, or the tag, that is newer.</summary>
    public required string Available { get; init; }

    public required DateTimeOffset At { get; init; }
}
