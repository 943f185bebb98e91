using HomeLab.Inventory.Catalog.Judging;

namespace HomeLab.Inventory.Systems;

/// <summary>Makes of a state that goes to and fro one that stays: the worst, with how often it changed. Pure.</summary>
/// <param name="Most">Changes within <paramref name="Window"/> that are still told one by one.</param>
/// <param name="Quiet">After this long without a change it is told as it is again.</param>
sealed record Damping(int Most, TimeSpan Window, TimeSpan Quiet)
{
    public static Damping Default { get; } = new(4, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(5));

    /// <param name="before">The turns that were kept the last time.</param>
    /// <param name="flapped">Whether it was damped the last time.</param>
    /// <returns>What is told; how often it changed where that is too often, else 0; the turns to keep.</returns>
    /// <remarks>That nothing tells of a system is no turn of it.</remarks>
    public (HealthState Told, int Flaps, IReadOnlyList<Turn> Turns) Next(IReadOnlyList<Turn> before, bool flapped, HealthState state, DateTimeOffset now)
    {
        var turns = before.ToList();
        if (state != HealthState.Unknown && (turns.Count == 0 || turns[^1].State != state))
            turns.Add(new Turn(now, state));
        // The first of those that are kept is where it stood before the others.
        while (turns.Count > 1 && turns[1].At <= now - Window)
            turns.RemoveAt(0);
        var changes = turns.Skip(1).Count(it => it.At > now - Window);
        var isQuiet = turns.Count == 0 || turns[^1].At <= now - Quiet;
        if (isQuiet || (changes <= Most && !flapped))
            return (state, 0, turns);
        return (state == HealthState.Unknown ? state : turns.Max(it => it.State), changes, turns);
    }
}
