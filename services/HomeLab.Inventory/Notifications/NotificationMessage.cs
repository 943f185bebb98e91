namespace HomeLab.Inventory.Notifications;

/// <summary>One message to one notifier, whatever its kind.</summary>
/// <param name="Content">For people, a line for each notice.</param>
/// <param name="Omitted">How many there were beside <paramref name="Notices"/>.</param>
sealed record NotificationMessage(string Title, string Content, bool NeedsPerson, IReadOnlyList<Notice> Notices, int Omitted)
{
    /// <summary>As many are told one by one; of a storm the rest is a number. What needs a person goes first.</summary>
    const int Most = 10;

    const int LongestLine = 400;

    /// <param name="notices">At least one, the oldest first.</param>
    public static NotificationMessage Of(string lab, IReadOnlyList<Notice> notices)
    {
        var told = notices.OrderByDescending(it => it.NeedsPerson).Take(Most).ToList();
        var omitted = notices.Count - told.Count;
        var title = notices is [var only] ? $"{lab}: {only.Subject} {Words(only.Happening)}" : $"{lab}: {notices.Count} messages";
        var lines = notices.Count == 1
            ? told.Select(it => it.Content)
            : told.Select(it => $"{it.Subject} {Words(it.Happening)}: {it.Content}");
        return new NotificationMessage(
            title, string.Join('\n', [.. lines.Select(Short), .. omitted > 0 ? [$"and {omitted} more"] : Array.Empty<string>()]),
            notices.Any(it => it.NeedsPerson), told, omitted);
    }

    /// <summary><c>approvalRequested</c>: approval requested.</summary>
    static string Words(string happening) => string.Concat(happening.Select(it => char.IsUpper(it) ? $" {char.ToLowerInvariant(it)}" : it.ToString()));

    static string Short(string line) => line.Length <= LongestLine ? line : line[..(LongestLine - 1)] + "…";
}
