namespace HomeLab.Stacks.Docker.Planning;

sealed record ObservedContainer
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Service { get; init; }

    public int Number { get; init; } = 1;

    /// <summary>The stack that made it, from our label; empty: another program did.</summary>
    public string Stack { get; init; } = "";

    /// <summary>The installation that made it; empty: another program did.</summary>
    public string Installation { get; init; } = "";

    /// <summary>Our hash of the wish that it was made for; empty: another program made it.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Of the files that were delivered into it.</summary>
    public string FilesHash { get; init; } = "";

    public required string ImageId { get; init; }

    /// <summary>As its image has it; null: the Engine no longer has that image.</summary>
    public ImageDefaults? Image { get; init; }

    public ContainerState State { get; init; }

    public HealthState Health { get; init; }

    public long ExitCode { get; init; }

    /// <summary>As the Engine writes it: which of its runs this is.</summary>
    public string StartedAt { get; init; } = "";

    /// <summary>What it is made of, field by field; see <see cref="DesiredShape"/>.</summary>
    public TextMap Fields { get; init; } = TextMaps.Empty;

    /// <summary>By the network's name.</summary>
    public IReadOnlyList<ObservedAttachment> Networks { get; init; } = [];

    /// <summary>Volumes without a name of their own, by target: a successor gets them too.</summary>
    public TextMap AnonymousVolumes { get; init; } = TextMaps.Empty;

    public bool IsRunning => State is ContainerState.Running or ContainerState.Restarting or ContainerState.Paused;

    /// <summary>It was put aside for a successor, under the name that docker-compose would give it.</summary>
    public bool IsAside => Name.StartsWith(Id[..Math.Min(12, Id.Length)] + "_", StringComparison.Ordinal);

    public string AsideName(string name) => $"{Id[..Math.Min(12, Id.Length)]}_{name}";
}
