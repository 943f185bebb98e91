using HomeLab.Stacks.Healing;
using HomeLab.Stacks.Operations;

namespace HomeLab.Stacks.Rpc;

/// <summary>What is known of stacks beyond how they were deployed, by their keys.</summary>
sealed record Upkeep(IReadOnlyDictionary<string, KnownDrift> Drift, IReadOnlyDictionary<string, HealingState> Healing);
