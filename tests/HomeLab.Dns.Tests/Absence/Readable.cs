using System.Text.RegularExpressions;

namespace HomeLab.Dns.Tests.Absence;

/// <summary>Whether a reason is a sentence that a person can act on, and no program's cry.</summary>
static partial class Readable
{
    public static bool Is(string reason) =>
        reason.Length is >= 20 and <= 600 && reason.Count(c => c == ' ') >= 3 && reason[^1] is '.' or ')' && !ForPrograms().IsMatch(reason);

    [GeneratedRegex(@"Exception|\bat [A-Z]\w+\.\w+\(|StatusCode=|\{|\}|\bnull\b")]
    private static partial Regex ForPrograms();
}
