using HomeLab.Inventory.Catalog.Judging;

namespace HomeLab.Inventory.Systems;

/// <summary>A system with the state that is told of it, which is damped.</summary>
/// <param name="Flaps">How often the state changed lately, where that is too often to tell each; else 0.</param>
sealed record ToldSystem(JudgedSystem System, HealthState State, int Flaps, IReadOnlyList<Turn> Turns)
{
    public static ToldSystem Of(SystemRecord? before, JudgedSystem system, Damping damping, DateTimeOffset at)
    {
        var (told, flaps, turns) = damping.Next(before?.Details.Turns ?? [], before?.Flaps > 0, system.Verdict.State, at);
        return new ToldSystem(system, told, flaps, turns);
    }
}
