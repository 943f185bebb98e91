namespace HomeLab.Simulators.Komodo.Seeds;

public sealed class ServerSeed
{
    public string Name { get; init; } = "";

    /// <summary>Of its agent; null: the agent calls Core, which only 2.x knows.</summary>
    public string? Address { get; init; }

    /// <summary><c>Ok</c>, <c>NotOk</c> or <c>Disabled</c>.</summary>
    public string State { get; init; } = "Ok";

    /// <summary>Those that belong to no stack.</summary>
    public IReadOnlyList<ContainerSeed> Containers { get; init; } = [];

    /// <summary>That exist there from the beginning, for stacks that call them external.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>That exist there from the beginning, for stacks that call them external.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];
}
