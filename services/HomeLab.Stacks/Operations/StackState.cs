using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Executing;

namespace HomeLab.Stacks.Operations;

/// <summary>What is remembered of a stack.</summary>
/// <param name="Deployed">What was last brought to run and was healthy; null: nothing was.</param>
/// <param name="Previous">What was so before.</param>
/// <param name="FailedDigest">This wish was tried and taken back, and is not tried again by itself; empty: none.</param>
/// <param name="IsAsWanted">When it was last looked at, it was as it is wanted.</param>
sealed record StackState(
    string Key, DesiredStack? Deployed, DesiredStack? Previous, string FailedDigest, string FailedReason, bool IsAsWanted, IReadOnlyList<ServiceStatus> Services,
    IReadOnlyList<string> Notes, DateTimeOffset? LookedAt)
{
    public static StackState New(string key) => new(key, null, null, "", "", false, [], [], null);
}
