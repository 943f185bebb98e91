using System.Text.Json.Serialization;
using HomeLab.Stacks.Jobs;

namespace HomeLab.Stacks.Compose;

/// <summary>One service as it is wished. What is null or empty is left to the image and the Engine.</summary>
sealed record ComposeService
{
    public required string Key { get; init; }

    public required string Image { get; init; }

    public string? ContainerName { get; init; }

    public IReadOnlyList<string>? Command { get; init; }

    public IReadOnlyList<string>? Entrypoint { get; init; }

    public TextMap Environment { get; init; } = TextMaps.Empty;

    public TextMap Labels { get; init; } = TextMaps.Empty;

    public string? User { get; init; }

    public string? WorkingDir { get; init; }

    public string? Hostname { get; init; }

    public string? Domainname { get; init; }

    public bool Tty { get; init; }

    public bool StdinOpen { get; init; }

    public string? StopSignal { get; init; }

    public TimeSpan? StopGracePeriod { get; init; }

    public string? Platform { get; init; }

    public ComposeHealthcheck? Healthcheck { get; init; }

    public ComposeRestart Restart { get; init; } = ComposeRestart.No;

    public ComposeLogging? Logging { get; init; }

    public ServiceNetworking Networking { get; init; } = new();

    public ServiceStorage Storage { get; init; } = new();

    public ServiceIsolation Isolation { get; init; } = new();

    public ServiceResources Resources { get; init; } = new();

    /// <summary>What follows says when and how often containers are made, and nothing of what they are.</summary>
    [JsonIgnore]
    public IReadOnlyList<ComposeDependency> DependsOn { get; init; } = [];

    [JsonIgnore]
    public int Scale { get; init; } = 1;

    [JsonIgnore]
    public IReadOnlyList<string> Profiles { get; init; } = [];

    [JsonIgnore]
    public PullPolicy PullPolicy { get; init; }

    [JsonIgnore]
    public IReadOnlyList<ServiceHook> PostStart { get; init; } = [];

    [JsonIgnore]
    public IReadOnlyList<ServiceHook> PreStop { get; init; } = [];

    /// <summary>From labels that are no part of the container, so that another schedule does not replace it.</summary>
    [JsonIgnore]
    public IReadOnlyList<JobLabels> Jobs { get; init; } = [];

    /// <summary>Which image is meant by <see cref="Image"/>: a reference with a digest, or an id. Null: the one that the Engine knows by that name.</summary>
    [JsonIgnore]
    public string? KeptImage { get; init; }

    [JsonIgnore]
    public string ImageToRun => KeptImage ?? Image;
}
