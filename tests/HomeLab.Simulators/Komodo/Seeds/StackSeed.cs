namespace HomeLab.Simulators.Komodo.Seeds;

public sealed class StackSeed
{
    public string Name { get; init; } = "";

    /// <summary>A server's name; empty: it is given to none.</summary>
    public string Server { get; init; } = "";

    /// <summary>What Compose calls it; the stack's name when empty.</summary>
    public string Project { get; init; } = "";

    /// <summary>Whether it was ever deployed: without, its services have no containers.</summary>
    public bool IsDeployed { get; init; } = true;

    public IReadOnlyList<ServiceSeed> Services { get; init; } = [];

    /// <summary>Such as <c>me/stacks</c>; empty: its Compose file is written in Komodo, or on the host.</summary>
    public string Repo { get; init; } = "";

    public string Branch { get; init; } = "main";

    public string RunDirectory { get; init; } = "";

    public IReadOnlyList<string> FilePaths { get; init; } = [];

    public bool IsOnHost { get; init; }

    /// <summary>What else its configuration has, by Komodo's own field names, such as <c>environment</c>.</summary>
    public IReadOnlyDictionary<string, string> Config { get; init; } = new Dictionary<string, string>();
}
