namespace HomeLab.Stacks.Docker.Planning;

sealed record PlanOptions
{
    /// <summary>The stack's address, which our containers bear as a label.</summary>
    public required string Stack { get; init; }

    /// <summary>This installation's id, which they bear beside it.</summary>
    public string Installation { get; init; } = "";

    /// <summary>The id of the container that this very process runs in; null: in none.</summary>
    public string? OwnContainer { get; init; }

    /// <summary>False: running containers are stopped and nothing is removed.</summary>
    public bool IsWantedRunning { get; init; } = true;

    /// <summary>Whether containers that somebody stopped are started although nothing else changed.</summary>
    public bool StartsStopped { get; init; }

    /// <summary>Whether something else is being brought to run than ran, or what ran before is.</summary>
    public bool IsDeployment { get; init; }

    public IReadOnlySet<string> Profiles { get; init; } = new HashSet<string>();

    /// <summary>Where the repository's root is on the Engine's host; null: its files are delivered as content.</summary>
    public string? HostDirectory { get; init; }

    /// <summary>What <c>docker compose</c> shows as the project's files; for people.</summary>
    public string ConfigFiles { get; init; } = "";
}
