namespace HomeLab.Komodo.Stacks;

public sealed record StackFindings
{
    /// <summary>None: it was never deployed.</summary>
    public string? DeployedProjectName { get; init; }

    public string? DeployedHash { get; init; }

    public string? LatestHash { get; init; }
}
