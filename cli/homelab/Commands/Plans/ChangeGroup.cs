namespace HomeLab.Cli.Commands.Plans;

/// <summary>Changes of the same sort, for the same reason.</summary>
/// <param name="Because">Who wants them, or the code of why they are withheld.</param>
/// <param name="Reason">A sentence, of the first; empty for those that are not withheld.</param>
sealed record ChangeGroup(string Action, string Because, int Count, string Examples, string Reason)
{
    const int Shown = 3;

    public static IReadOnlyList<ChangeGroup> Of(IReadOnlyList<PlannedChange> changes) =>
    [
        .. changes.GroupBy(change => (change.Action, Because: Origin(change.By)))
            .Select(group => new ChangeGroup(group.Key.Action, group.Key.Because, group.Count(), Some(group.Select(it => it.What)), ""))
            .OrderByDescending(group => group.Count).ThenBy(group => group.Action, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<ChangeGroup> Of(IReadOnlyList<WithheldChange> withheld) =>
    [
        .. withheld.GroupBy(it => (Action: it.Change.Split(' ', 2)[0], it.Code))
            .Select(group => new ChangeGroup(
                group.Key.Action, group.Key.Code, group.Count(), Some(group.Select(it => it.Change.Split(' ', 2)[^1])), group.First().Reason))
            .OrderByDescending(group => group.Count).ThenBy(group => group.Because, StringComparer.Ordinal),
    ];

    static string Some(IEnumerable<string> all)
    {
        var first = all.Take(Shown + 1).ToList();
        return string.Join(", ", first.Take(Shown)) + (first.Count > Shown ? ", …" : "");
    }

    /// <summary><c>docker/komodo-host</c> of an endpoint's address, <c>DnsRecord documents</c> of a document's.</summary>
    static string Origin(string by) => by.Split('/') switch
    {
        [""] => "nobody known",
        [var kind, _] => $"{kind} documents",
        [var kind, var name, ..] => $"{kind}/{name}",
        _ => by,
    };
}
