using System.Text.Json.Serialization;

namespace HomeLab.Stacks.Docker.Planning;

/// <summary>One call at an Engine. It holds identities and names, and no value of any variable, so that it can be shown and kept.</summary>
sealed record StackStep
{
    /// <summary>Unique within its plan and the same in every plan for the same.</summary>
    public required string Id { get; init; }

    public required StepAction Action { get; init; }

    public required StepKind Kind { get; init; }

    /// <summary>Of a container or volume its name, of a network its name, of an image the reference.</summary>
    public required string Name { get; init; }

    public string? Service { get; init; }

    public int? Number { get; init; }

    /// <summary>The one object that it is meant for; null where it makes one.</summary>
    public string? ExpectedId { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Because { get; init; }

    /// <summary>Steps that have to be done before.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    public IReadOnlyList<StepWait> Waits { get; init; } = [];

    /// <summary>The new name of a rename; the network of a connect or disconnect.</summary>
    public string? Target { get; init; }

    /// <summary>The network's id, where it is known.</summary>
    public string? TargetId { get; init; }

    /// <summary>The hash of the wish that a container is created, connected, filled or started for: another wish is another change.</summary>
    public string? Hash { get; init; }

    /// <summary>The keys of the networks that a container is created in; the first is its own.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>Volumes without a name of their own that it takes over, by target.</summary>
    public TextMap Carried { get; init; } = TextMaps.Empty;

    /// <summary>Which run of the container it was planned for, as the Engine writes its beginning.</summary>
    public string? StartedAt { get; init; }

    /// <summary>Which command is run in it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HookCall? Hook { get; init; }

    /// <summary>How long a stop waits before it kills; null: as the container says.</summary>
    public int? GraceSeconds { get; init; }
}
