namespace HomeLab.Komodo.Stacks;

public sealed record StackDetails
{
    /// <summary>
    /// <c>running</c>, <c>deploying</c>, <c>paused</c>, <c>stopped</c>, <c>created</c>, <c>restarting</c>, <c>dead</c>, <c>removing</c>,
    /// <c>unhealthy</c>, <c>down</c>; <c>unknown</c> while its server is not reached.
    /// </summary>
    public required string State { get; init; }

    /// <summary>Empty: it is given to none.</summary>
    public string ServerId { get; init; } = "";

    public bool FilesOnHost { get; init; }

    /// <summary>Whether its Compose file is written in Komodo itself.</summary>
    public bool FileContents { get; init; }

    public string LinkedRepo { get; init; } = "";

    public string Repo { get; init; } = "";

    public string Branch { get; init; } = "";

    public IReadOnlyList<StackServiceSummary> Services { get; init; } = [];

    public IReadOnlyList<string> MissingFiles { get; init; } = [];

    /// <summary>The commit that was deployed; null where it does not come from Git or never was.</summary>
    public string? DeployedHash { get; init; }

    public string? LatestHash { get; init; }
}
