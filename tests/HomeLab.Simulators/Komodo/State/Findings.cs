using System.Collections.Immutable;

namespace HomeLab.Simulators.Komodo.State;

/// <summary>What Core found out about a stack when it deployed it and when it last looked at its source.</summary>
sealed record Findings
{
    public static readonly Findings None = new();

    public ImmutableList<string> MissingFiles { get; init; } = [];

    /// <summary>Null: it was never deployed.</summary>
    public string? DeployedProject { get; init; }

    public string? DeployedHash { get; init; }

    public string? DeployedMessage { get; init; }

    public ImmutableList<StackFile>? DeployedContents { get; init; }

    public ImmutableList<ServiceName>? DeployedServices { get; init; }

    public string? DeployedConfig { get; init; }

    public ImmutableList<ServiceName> LatestServices { get; init; } = [];

    public ImmutableList<StackFile>? RemoteContents { get; init; }

    public ImmutableList<StackFile>? RemoteErrors { get; init; }

    public string? LatestHash { get; init; }

    public string? LatestMessage { get; init; }
}
