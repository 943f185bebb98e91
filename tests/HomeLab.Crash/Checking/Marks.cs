using System.Text.RegularExpressions;

namespace HomeLab.Crash.Checking;

/// <summary>The mark of ownership as README and design describe it; read here by other code than wrote it.</summary>
static partial class Marks
{
    /// <summary>The intent that made the record; null: it is not ours.</summary>
    public static Guid? IntentOf(string? comment) =>
        Pattern().Match(comment ?? "") is { Success: true } match ? Guid.ParseExact(match.Groups[1].Value, "N") : null;

    [GeneratedRegex("homelab/[A-Za-z0-9._-]{1,40} ([0-9a-f]{32})")]
    private static partial Regex Pattern();
}
