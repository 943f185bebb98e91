using HomeLab.Inventory.Catalog.Judging;

namespace HomeLab.Inventory.Systems;

/// <summary>What is kept of a system.</summary>
/// <param name="Id">Of the catalogue; empty: it does not know what this is.</param>
/// <param name="Since">When its health became what it is.</param>
/// <param name="Flaps">How often its state changed lately, where that is too often to tell each; else 0.</param>
/// <param name="Root">The address of what made it fail; empty: itself, or nothing.</param>
sealed record SystemRecord(
    string Address, string Id, string Name, string Site, string Version, string Health, string Reason, DateTimeOffset Since, int Flaps, string Root,
    SystemDetails Details);

/// <param name="Signals">The worst first.</param>
/// <param name="Path">From the system to its root, as sentences.</param>
sealed record SystemDetails(
    IReadOnlyList<HealthSignal> Signals, IReadOnlyList<SystemObject> Objects, IReadOnlyList<string> Path, IReadOnlyList<Turn> Turns)
{
    /// <summary>Null: people are told of each change of its health.</summary>
    public KeptBack? KeptBack { get; init; }
}

/// <summary>A system's state became another one.</summary>
readonly record struct Turn(DateTimeOffset At, HealthState State);
