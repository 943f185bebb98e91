using HomeLab.Komodo.Servers;

namespace HomeLab.Komodo.Stacks;

/// <summary>A service of a stack and the container that Komodo takes for it, by the name that Compose gives.</summary>
public sealed record StackService
{
    public required string Service { get; init; }

    public string Image { get; init; } = "";

    /// <summary>None while there is none, and while the server is not reached.</summary>
    public Container? Container { get; init; }
}
