namespace HomeLab.Stacks.Docker.Planning;

/// <summary>One look at an Engine, as far as one project is concerned. Everything in it was read; nothing is guessed.</summary>
sealed record ObservedProject
{
    public required string Project { get; init; }

    /// <summary>Those with the project's label, whoever made them; none of <c>docker compose run</c>.</summary>
    public IReadOnlyList<ObservedContainer> Containers { get; init; } = [];

    /// <summary>Every container of the Engine, for names and networks.</summary>
    public IReadOnlyList<OtherContainer> All { get; init; } = [];

    /// <summary>Every network of the Engine.</summary>
    public IReadOnlyList<ObservedNetwork> Networks { get; init; } = [];

    /// <summary>Every volume of the Engine.</summary>
    public IReadOnlyList<ObservedVolume> Volumes { get; init; } = [];

    /// <summary>How far the commands of its containers are.</summary>
    public IReadOnlyList<HookProgress> Hooks { get; init; } = [];

    public required ImageIndex Images { get; init; }

    /// <summary>Whether a container can be created in several networks at once (Engine API 1.44 and up).</summary>
    public bool AttachesAtCreation { get; init; }
}
