namespace HomeLab.Komodo.Stacks;

public sealed record StackConfig
{
    public string ServerId { get; init; } = "";

    /// <summary>Empty: the stack's name.</summary>
    public string ProjectName { get; init; } = "";

    /// <summary>Within the repository, or on the host.</summary>
    public string RunDirectory { get; init; } = "";

    /// <summary>Empty: <c>compose.yaml</c>.</summary>
    public IReadOnlyList<string> FilePaths { get; init; } = [];

    public bool AutoUpdate { get; init; }

    /// <summary>Services that do not count for the stack's state.</summary>
    public IReadOnlyList<string> IgnoreServices { get; init; } = [];
}
