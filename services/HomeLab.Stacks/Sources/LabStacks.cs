using System.Collections.Immutable;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Images;
using HomeLab.Stacks.Planning;

namespace HomeLab.Stacks.Sources;

/// <summary>What the lab wants to run, as Inventory said last.</summary>
/// <param name="Lab">All of it but the stacks; null: Inventory has never answered.</param>
/// <param name="Silence">Why Inventory did not answer when it was asked last; null: it did.</param>
/// <param name="Version">Of the answer that the stacks are of; empty: Inventory has not answered this process.</param>
sealed record LabStacks(
    ImmutableSortedDictionary<string, DesiredStack> Stacks, ListDesiredStacksResponse? Lab, DateTimeOffset ReceivedAt, string? Silence = null, string Version = "")
{
    const string LabSource = "lab";

    // An image that a stack is kept to changes nothing of it, so copies share it.
    readonly Lazy<StackOrder> order = new(() => StackOrder.Of(Stacks.Values));

    public static LabStacks Nothing { get; } = new(ImmutableSortedDictionary.Create<string, DesiredStack>(StringComparer.Ordinal), null, DateTimeOffset.MinValue);

    /// <summary>Which stacks come before which.</summary>
    public StackOrder Order => order.Value;

    /// <summary>With an answer: what it does not name is only gone where both the lab and its source were read whole.</summary>
    public LabStacks With(ListDesiredStacksResponse answer, DateTimeOffset at)
    {
        if (answer.IsUnchanged)
            return this with { Lab = answer, ReceivedAt = at, Silence = null };
        var whole = answer.Sources.Where(it => it.Complete).Select(it => it.Name).ToHashSet(StringComparer.Ordinal);
        var named = answer.Stacks.Select(it => it.Key).ToHashSet(StringComparer.Ordinal);
        var isLabWhole = whole.Contains(LabSource);
        var known = answer.Sources.Select(it => it.Name).ToHashSet(StringComparer.Ordinal);
        var after = Stacks.ToBuilder();
        // A repository that the lab no longer names, or deploys nothing of, is proven by the lab.
        after.RemoveRange(Stacks.Where(it => !named.Contains(it.Key) && isLabWhole && (whole.Contains(it.Value.Source) || !known.Contains(it.Value.Source))).Select(it => it.Key).ToList());
        foreach (var stack in answer.Stacks)
            after[stack.Key] = IsBody(stack) ? stack : Renewed(after[stack.Key], stack);
        var lab = answer.Clone();
        lab.Stacks.Clear();
        return new LabStacks(after.ToImmutable(), lab, at, Version: answer.Version);
    }

    /// <summary>With the digests that images are kept to.</summary>
    public LabStacks With(IReadOnlyList<StackImage> pinned) => pinned.Count == 0 ? this : this with
    {
        Stacks = Stacks.SetItems(pinned.GroupBy(it => it.Stack).Where(it => Stacks.ContainsKey(it.Key)).Select(it => KeyValuePair.Create(it.Key, PinnedStack.Of(Stacks[it.Key], it)))),
    };

    static bool IsBody(DesiredStack stack) => stack.TargetCase != DesiredStack.TargetOneofCase.None;

    static DesiredStack Renewed(DesiredStack known, DesiredStack head)
    {
        var renewed = known.Clone();
        (renewed.Commit, renewed.File, renewed.Line, renewed.Apply, renewed.IsAbsent, renewed.Updates, renewed.HealAfter) = (head.Commit, head.File, head.Line, head.Apply, head.IsAbsent, head.Updates, head.HealAfter);
        return renewed;
    }
}
