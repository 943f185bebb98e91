namespace HomeLab.Cli.Commands.Plans;

/// <summary>Changes of the same sort, held for the same reasons and wanted, or last wanted, by the same source.</summary>
/// <param name="HeldFor">Codes of the reasons for which they are not made; empty: they are.</param>
/// <param name="Example">The first of them.</param>
sealed record ChangeGroup(string Action, string HeldFor, string Origin, int Count, string Example)
{
    /// <summary>The largest first, and what waits before what does not.</summary>
    public static IReadOnlyList<ChangeGroup> Of(IEnumerable<PlannedChange> changes) =>
    [
        .. changes.GroupBy(change => (change.HeldFor, change.Action, Origin: OriginOf(change.By)))
            .Select(group => new ChangeGroup(group.Key.Action, group.Key.HeldFor, group.Key.Origin, group.Count(), group.First().What))
            .OrderBy(group => group.HeldFor.Length == 0).ThenByDescending(group => group.Count).ThenBy(group => group.Action, StringComparer.Ordinal),
    ];

    /// <summary><c>docker/komodo-host</c> of an endpoint's address, <c>DnsRecord documents</c> of a document's.</summary>
    static string OriginOf(string by) => by.Split('/') switch
    {
        [""] => "nobody known",
        [var kind, _] => $"{kind} documents",
        [var kind, var name, ..] => $"{kind}/{name}",
        _ => by,
    };
}
