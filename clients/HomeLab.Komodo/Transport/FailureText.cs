using System.Text.RegularExpressions;

namespace HomeLab.Komodo.Transport;

/// <summary>What the words of a 500 mean: Komodo gives that status to whatever it has no other for.</summary>
static partial class FailureText
{
    public static KomodoFailure? Of(string text) => text switch
    {
        _ when Missing().IsMatch(text) => KomodoFailure.NotFound,
        _ when Forbidden().IsMatch(text) => KomodoFailure.Forbidden,
        _ => null,
    };

    /// <summary>One line without markup or secrets that is safe to print.</summary>
    public static string Line(string? text, KomodoKey credential)
    {
        var line = Plain(text).Replace(credential.Secret, "(secret)", StringComparison.Ordinal).Replace(credential.Key, "(key)", StringComparison.Ordinal);
        return Cut(line);
    }

    /// <summary>One line without markup of a log, in which Core has put names in place of the secrets that it knows.</summary>
    public static string Line(string text) => Cut(Plain(text));

    static string Plain(string? text) => Breaks().Replace(Markup().Replace(text ?? "", ""), " ").Trim();

    static string Cut(string line) => line.Length > 500 ? line[..500] + "…" : line;

    [GeneratedRegex(@"^Did not find any \w+ matching")]
    private static partial Regex Missing();

    [GeneratedRegex("does not have (the )?required permissions|User does not have permissions")]
    private static partial Regex Forbidden();

    [GeneratedRegex("<[^<>]{0,200}>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Breaks();
}
