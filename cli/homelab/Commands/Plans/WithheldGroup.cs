namespace HomeLab.Cli.Commands.Plans;

/// <summary>Changes of the same sort that are withheld by the same code.</summary>
/// <param name="Reason">A sentence, of the first.</param>
sealed record WithheldGroup(string Action, string Code, int Count, string Example, string Reason)
{
    public static IReadOnlyList<WithheldGroup> Of(IEnumerable<WithheldChange> withheld) =>
    [
        .. withheld.GroupBy(it => (Action: it.Change.Split(' ', 2)[0], it.Code))
            .Select(group => new WithheldGroup(
                group.Key.Action, group.Key.Code, group.Count(), group.First().Change.Split(' ', 2)[^1], group.First().Reason))
            .OrderByDescending(group => group.Count).ThenBy(group => group.Code, StringComparer.Ordinal),
    ];
}
