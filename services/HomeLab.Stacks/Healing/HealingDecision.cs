using HomeLab.Stacks.Executing;

namespace HomeLab.Stacks.Healing;

/// <param name="State">To be remembered before anything is restarted, so that each restart counts.</param>
/// <param name="GivenUp">Names of those that are left alone from now on.</param>
/// <param name="Next">When the next one may be due; null: none is known to be.</param>
sealed record HealingDecision(HealingState State, IReadOnlyList<UnhealthyContainer> Restarts, IReadOnlyList<string> GivenUp, TimeSpan? Next);
