using System.Collections.Immutable;
using HomeLab.Stacks.Executing;

namespace HomeLab.Stacks.Healing;

/// <summary>Decides which unhealthy containers are restarted, and which no more since it did not help. Pure.</summary>
/// <param name="After">How long a run has to be unhealthy.</param>
/// <param name="Most">Restarts of one container within <paramref name="Window"/>; the next one is not made, nor any later.</param>
sealed record FlapGuard(TimeSpan After, int Most, TimeSpan Window)
{
    public HealingDecision Decide(HealingState state, IReadOnlyList<UnhealthyContainer> unhealthy, DateTimeOffset now)
    {
        var since = unhealthy.ToImmutableSortedDictionary(it => it.Run, it => state.UnhealthySince.GetValueOrDefault(it.Run, now), StringComparer.Ordinal);
        var (restarts, leftAlone, chosen) = (state.Restarts.RemoveAll(it => it.At <= now - Window), state.LeftAlone, new List<UnhealthyContainer>());
        TimeSpan? next = null;
        foreach (var container in unhealthy.Where(it => !state.LeftAlone.Contains(it.Name)))
        {
            if (since[container.Run] + After - now is { Ticks: > 0 } rest)
                next = next is { } earlier && earlier < rest ? earlier : rest;
            else if (restarts.Count(it => it.Container == container.Name) >= Most)
                leftAlone = leftAlone.Add(container.Name);
            else
                chosen.Add(container);
        }
        restarts = restarts.AddRange(chosen.Select(it => new HealingRestart(it.Name, now)));
        return new HealingDecision(state with { UnhealthySince = since, Restarts = restarts, LeftAlone = leftAlone }, chosen, [.. leftAlone.Except(state.LeftAlone)], next);
    }
}
