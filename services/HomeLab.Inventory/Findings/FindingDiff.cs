namespace HomeLab.Inventory.Findings;

/// <summary>What becomes of remembered findings by what is seen now. Pure.</summary>
/// <remarks>
/// What comes and goes does not flap: it opens when it has held for as long as its rule wants, and closes when it was not seen for a minute, by
/// sources that are complete. Where one is not, what is open stays open and what rests on absence does not open.
/// </remarks>
static class FindingDiff
{
    public static readonly TimeSpan ClosesAfter = TimeSpan.FromMinutes(1);

    /// <returns>Rows that are otherwise now, and ids of those that may be forgotten because they never opened.</returns>
    public static (IReadOnlyList<FindingRow> Changed, IReadOnlyList<string> Forgotten) Compute(
        IReadOnlyCollection<FindingRow> known, IReadOnlyCollection<Finding> seen, Func<string, bool> isWhole, DateTimeOffset now)
    {
        var at = now.UtcDateTime;
        var rows = known.ToDictionary(it => it.Id, StringComparer.Ordinal);
        var kept = FindingLimit.Of(known, seen);
        var there = seen.Concat(kept).Select(it => it.Id).ToHashSet(StringComparer.Ordinal);
        var changed = kept.Select(it => Seen(rows.GetValueOrDefault(it.Id), it, isWhole, at)).OfType<FindingRow>().Where(it => !IsSame(rows.GetValueOrDefault(it.Id), it));
        var gone = known.Where(it => !there.Contains(it.Id)).Select(it => Gone(it, isWhole, at)).ToList();
        return (
            [.. changed, .. gone.OfType<FindingRow>().Where(it => it.OpenedAt is not null && !IsSame(rows[it.Id], it))],
            [.. gone.OfType<FindingRow>().Where(it => it.OpenedAt is null).Select(it => it.Id)]);
    }

    static FindingRow? Seen(FindingRow? row, Finding finding, Func<string, bool> isWhole, DateTime now)
    {
        var isOpen = row is { IsOpen: true };
        if (finding.RestsOnAbsence && !isOpen && !finding.Sources.All(isWhole))
            return null;
        var since = row?.SeenSince ?? now;
        var opens = !isOpen && now - since >= FindingRules.All[finding.Rule].Lasts;
        return new FindingRow
        {
            Id = finding.Id,
            Rule = finding.Rule,
            Severity = finding.Severity.ToString(),
            Addresses = [.. finding.Addresses],
            What = finding.What,
            Evidence = finding.Evidence,
            Sources = [.. finding.Sources],
            SeenSince = since,
            OpenedAt = opens ? now : row?.OpenedAt,
            ClosedAt = opens ? null : row?.ClosedAt,
        };
    }

    /// <returns>Null: nothing can be said of it now.</returns>
    static FindingRow? Gone(FindingRow row, Func<string, bool> isWhole, DateTime now)
    {
        // A rule that is no longer there finds nothing any more, whatever the sources show.
        if (!row.Sources.All(isWhole) && FindingRules.All.ContainsKey(row.Rule))
            return null;
        if (!row.IsOpen)
            return row with { SeenSince = null };
        var since = row.GoneSince ?? now;
        return now - since >= ClosesAfter
            ? row with { SeenSince = null, GoneSince = null, ClosedAt = now }
            : row with { GoneSince = since };
    }

    static bool IsSame(FindingRow? one, FindingRow other) => one is not null
        && one with { Addresses = other.Addresses, Sources = other.Sources } == other && one.Addresses.SequenceEqual(other.Addresses) && one.Sources.SequenceEqual(other.Sources);
}
