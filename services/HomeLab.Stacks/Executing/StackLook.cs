using System.Collections.Immutable;
using System.Text.Json.Serialization;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Stacks.Executing;

/// <summary>A stack as it runs beside how it is wanted.</summary>
/// <param name="Steps">What can be done now, each after those that it names; none: it is as wanted, or something has to happen first.</param>
/// <param name="Pending">What has to happen by itself first, such as a container becoming healthy.</param>
/// <param name="Refusal">Why it cannot be made so; null: it can.</param>
/// <param name="Notes">What a person should know and nothing is done about: drift that is respected, what is somebody else's.</param>
/// <param name="Services">How each service is.</param>
sealed record StackLook(
    IReadOnlyList<PlannedStep> Steps, IReadOnlyList<string> Pending, Reason? Refusal, IReadOnlyList<string> Notes, IReadOnlyList<ServiceStatus> Services)
{
    /// <summary>Steps that follow once something has happened by itself: part of the plan, and not to be done yet.</summary>
    public IReadOnlyList<PlannedStep> Later { get; init; } = [];

    /// <summary>Why what the running operation began cannot succeed any more, one sentence; null: it can.</summary>
    public string? Failure { get; init; }

    /// <summary>What differs from what was deployed although the wish is the same: somebody changed it by hand.</summary>
    public IReadOnlyList<DriftedField> Drift { get; init; } = [];

    /// <summary>What runs, is of our making and fails its healthcheck.</summary>
    public IReadOnlyList<UnhealthyContainer> Unhealthy { get; init; } = [];

    /// <summary>What another installation made of it, and nobody took over: nothing of the stack is touched.</summary>
    public IReadOnlyList<ForeignObject> Foreign { get; init; } = [];

    /// <summary>Of a restart that has not begun: which runs it would end, by what they are runs of.</summary>
    public IReadOnlyDictionary<string, string> Runs { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>All that would be done.</summary>
    public IReadOnlyList<PlannedStep> Plan => [.. Steps, .. Later];

    public bool IsAsWanted => Steps.Count == 0 && Pending.Count == 0 && Refusal is null;
}

/// <summary>How one service of a stack is.</summary>
/// <param name="State">running, healthy, unhealthy, starting, exited, missing, …</param>
sealed record ServiceStatus(string Name, string Image, string State, int Running, int Wanted)
{
    /// <summary>The very image that its containers were made from: its reference with a digest, or its id where no registry has it; empty: not known.</summary>
    public string RunningImage { get; init; } = "";

    [JsonIgnore]
    public bool IsWell => Running >= Wanted && State is "healthy" or "running";
}
