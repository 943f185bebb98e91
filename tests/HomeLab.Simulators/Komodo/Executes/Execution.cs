using System.Collections.Immutable;
using HomeLab.Simulators.Faults;
using HomeLab.Simulators.Komodo.Seeds;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Executes;

/// <summary>Something that is to be done to a stack, and by whom.</summary>
/// <param name="StackId">Known when it is asked for; whether it may be done shows later.</param>
/// <param name="Services">Empty: all.</param>
sealed record Execution(CoreStore Store, KeySeed Caller, string? Traceparent, Operation Operation, string StackId, ImmutableList<string> Services)
{
    public bool RemovesOrphans { get; init; }

    /// <summary>How it goes wrong; null: as it should.</summary>
    public FaultRule? Aftermath { get; init; }

    /// <summary>Whether something else is said to be done to it.</summary>
    public bool IsBusy { get; init; }

    public int Generation { get; init; } = Store.Generation;

    public Update NewUpdate(Core core, DateTimeOffset now) =>
        core.NewUpdate(Services.IsEmpty ? Operation.Name : Operation.Name + "Service", "Stack", StackId, Caller.Name, now) with { Services = Services, Traceparent = Traceparent };
}
