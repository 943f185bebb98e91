namespace HomeLab.Stacks.Docker.Planning;

/// <summary>What an image gives to a container that does not say otherwise.</summary>
sealed record ImageDefaults
{
    public static ImageDefaults None { get; } = new();

    public IReadOnlyList<string> Command { get; init; } = [];

    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    public TextMap Environment { get; init; } = TextMaps.Empty;

    public TextMap Labels { get; init; } = TextMaps.Empty;

    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    public IReadOnlyList<string> Volumes { get; init; } = [];

    public ComposeHealthcheck? Healthcheck { get; init; }

    public string User { get; init; } = "";

    public string WorkingDir { get; init; } = "";

    public string StopSignal { get; init; } = "";
}
