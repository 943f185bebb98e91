using HomeLab.Stacks.Executing;

namespace HomeLab.Stacks.Operations;

/// <param name="Fields">Of which was told; none: it runs as it was deployed.</param>
/// <param name="Since">When it was first told that anything differs.</param>
sealed record KnownDrift(IReadOnlyList<DriftedField> Fields, DateTimeOffset? Since)
{
    public static KnownDrift None { get; } = new([], null);
}
