using HomeLab.Inventory.Findings.Rules;

namespace HomeLab.Inventory.Findings;

/// <summary>How many findings of one rule are kept: a repository that is wrong in one way thousands of times is wrong once too often already.</summary>
static class FindingLimit
{
    public const int MostOfOne = 500;

    /// <param name="known">What is remembered of it stays, so that nothing ever closes because there is more than that.</param>
    /// <returns>Those that are kept, and for each rule that finds more one finding that says how many more.</returns>
    public static IReadOnlyList<Finding> Of(IReadOnlyCollection<FindingRow> known, IReadOnlyCollection<Finding> seen)
    {
        var remembered = known.Where(it => it.IsOpen || it.SeenSince is not null).Select(it => it.Id).ToHashSet(StringComparer.Ordinal);
        var kept = new List<Finding>();
        foreach (var rule in seen.GroupBy(it => it.Rule, StringComparer.Ordinal))
        {
            var (old, fresh) = (rule.Where(it => remembered.Contains(it.Id)).ToList(), rule.Where(it => !remembered.Contains(it.Id)).ToList());
            var room = Math.Max(0, MostOfOne - old.Count);
            kept.AddRange(old);
            kept.AddRange(fresh.Take(room));
            if (fresh.Count > room)
                kept.Add(MoreFound.Of(rule.Key, fresh.Count - room));
        }
        return kept;
    }
}
