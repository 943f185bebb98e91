using System.Collections.Immutable;

namespace HomeLab.Stacks.Healing;

/// <summary>What is remembered of the healing of a stack.</summary>
/// <param name="Digest">Of what was deployed: with another one all begins anew.</param>
/// <param name="UnhealthySince">By run.</param>
/// <param name="Restarts">Those that still count.</param>
/// <param name="LeftAlone">Names of containers that no restart helped.</param>
sealed record HealingState(
    string Digest, ImmutableSortedDictionary<string, DateTimeOffset> UnhealthySince, ImmutableList<HealingRestart> Restarts, ImmutableSortedSet<string> LeftAlone)
{
    public bool IsEmpty => UnhealthySince.IsEmpty && Restarts.IsEmpty && LeftAlone.IsEmpty;

    public static HealingState New(string digest) => new(digest, ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal), [], []);
}

sealed record HealingRestart(string Container, DateTimeOffset At);
