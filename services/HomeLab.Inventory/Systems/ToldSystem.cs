using HomeLab.Inventory.Catalog.Judging;

namespace HomeLab.Inventory.Systems;

/// <summary>A system with the state that is told of it, which is damped.</summary>
/// <param name="Flaps">How often the state changed lately, where that is too often to tell each; else 0.</param>
/// <param name="Holds">That it is under, see <see cref="HealthHolds"/>.</param>
sealed record ToldSystem(JudgedSystem System, HealthState State, int Flaps, IReadOnlyList<Turn> Turns, IReadOnlyList<Guid> Holds)
{
    /// <remarks>What goes to and fro while it is replaced is no turn of it.</remarks>
    public static ToldSystem Of(SystemRecord? before, JudgedSystem system, Damping damping, IReadOnlyList<Guid> holds, DateTimeOffset at)
    {
        IReadOnlyList<Turn> kept = before?.Details.Turns ?? [];
        var (told, flaps, turns) = holds.Count > 0
            ? damping.Next([.. kept.TakeLast(1)], false, system.Verdict.State, at)
            : damping.Next(kept, before?.Flaps > 0, system.Verdict.State, at);
        return new ToldSystem(system, told, flaps, turns, holds);
    }
}
