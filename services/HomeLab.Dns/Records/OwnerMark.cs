using System.Text.RegularExpressions;

namespace HomeLab.Dns.Records;

/// <summary>
/// The mark in a record's comment: <c>homelab/&lt;installation&gt; &lt;intent&gt;</c>, the intent that created it as 32 hex digits.
/// A person may write more around it. It stays below the 100 characters that a free plan allows.
/// </summary>
sealed partial record OwnerMark(string Installation, Guid Intent)
{
    public const int LongestInstallation = 40;

    const string Prefix = "homelab/";

    /// <summary>What Cloudflare takes on every plan.</summary>
    const int LongestComment = 100;

    public static OwnerMark? Of(string? comment) =>
        Pattern().Match(comment ?? "") is { Success: true } match
            ? new OwnerMark(match.Groups[1].Value, Guid.ParseExact(match.Groups[2].Value, "N"))
            : null;

    /// <summary>Whether <see cref="Of"/> finds a mark of this installation; without making one, for whole zones.</summary>
    public static bool IsOf(string installation, ReadOnlySpan<char> comment)
    {
        foreach (var found in Pattern().EnumerateMatches(comment))
        {
            return comment.Slice(found.Index + Prefix.Length, found.Length - Prefix.Length - 33).SequenceEqual(installation);
        }
        return false;
    }

    /// <summary>Which installation handed the record over; null: it was not handed over, or was taken since.</summary>
    public static string? ReleasedBy(string comment) => Released().Match(comment) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>The comment by which an installation hands a record over.</summary>
    public static string Release(string comment, string installation) => With(comment, $"homelab-released/{installation}");

    /// <summary>The comment with this mark instead of any other; of what people wrote, as much as there is room for.</summary>
    public string In(string comment) => With(comment, ToString());

    static string With(string comment, string mark)
    {
        var text = Unmarked(comment);
        var room = LongestComment - mark.Length - 1;
        if (text.Length > room)
        {
            // An emoji is two of the characters that are counted, and half of one is nothing that a provider could keep.
            text = Unmarked(text[..(char.IsHighSurrogate(text[room - 1]) ? room - 1 : room)]);
        }
        return text.Length == 0 ? mark : $"{mark} {text}";
    }

    /// <summary>What people wrote. What is left when a mark is taken out may read as one.</summary>
    static string Unmarked(string comment)
    {
        var text = comment;
        while (Pattern().IsMatch(text) || Released().IsMatch(text))
        {
            text = Spaces().Replace(Released().Replace(Pattern().Replace(text, ""), ""), " ");
        }
        return Spaces().Replace(text, " ").Trim();
    }

    public override string ToString() => $"homelab/{Installation} {Intent:N}";

    [GeneratedRegex(@"(?<![A-Za-z0-9/._-])homelab/([A-Za-z0-9._-]{1,40}) ([0-9a-f]{32})(?![A-Za-z0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"(?<![A-Za-z0-9/._-])homelab-released/([A-Za-z0-9._-]{1,40})(?![A-Za-z0-9/._-])", RegexOptions.CultureInvariant)]
    private static partial Regex Released();

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Spaces();
}
