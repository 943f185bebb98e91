using System.Text.RegularExpressions;

namespace HomeLab.Dns.Records;

/// <summary>
/// The mark in a record's comment: <c>homelab/&lt;installation&gt; &lt;intent&gt;</c>, the intent that created it as 32 hex digits.
/// A person may write more around it. It stays below the 100 characters that a free plan allows.
/// </summary>
sealed partial record OwnerMark(string Installation, Guid Intent)
{
    public const int LongestInstallation = 40;

    public static OwnerMark? Of(string? comment) =>
        Pattern().Match(comment ?? "") is { Success: true } match
            ? new OwnerMark(match.Groups[1].Value, Guid.ParseExact(match.Groups[2].Value, "N"))
            : null;

    public override string ToString() => $"homelab/{Installation} {Intent:N}";

    [GeneratedRegex(@"(?<![A-Za-z0-9/._-])homelab/([A-Za-z0-9._-]{1,40}) ([0-9a-f]{32})(?![A-Za-z0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
