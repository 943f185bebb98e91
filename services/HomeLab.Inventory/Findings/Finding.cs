using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using HomeLab.Inventory.Repositories;
using HomeLab.Lab;

namespace HomeLab.Inventory.Findings;

/// <summary>That something is not as it should be, as a rule sees it at one moment.</summary>
/// <param name="Addresses">What it is about, the most telling first. With the rule they are its identity; no text is.</param>
/// <param name="What">One sentence. Holds no secret.</param>
/// <param name="Evidence">From what it follows: fields, files and lines. Holds no secret.</param>
/// <param name="Sources">Only where all of these are seen whole does it close, and if it rests on absence, open.</param>
sealed partial record Finding(
    string Rule, FindingSeverity Severity, IReadOnlyList<string> Addresses, string What, string Evidence, IReadOnlyList<string> Sources)
{
    const int LongestText = 600;
    const int IdDigits = 12;

    /// <summary>The same as long as rule and addresses are: <c>kubernetes.no-default-deny/3f0c9a7be421</c>.</summary>
    public string Id => $"{Rule}/{Digest(Addresses)}";

    public string What { get; init => field = Clean(value); } = Clean(What);

    public string Evidence { get; init => field = Clean(value); } = Clean(Evidence);

    /// <summary>Whether it follows from something that is not there, so that a source which shows only a part must not open it.</summary>
    public bool RestsOnAbsence { get; init; }

    static string Clean(string text) => Printable.Of(Assignment().Replace(Redaction.Of(text), "$1…"), LongestText);

    static string Digest(IEnumerable<string> addresses) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', addresses))))[..IdDigits];

    /// <summary>As messages of strangers quote them: <c>token: abc</c>, <c>DB_PASSWORD=abc</c>.</summary>
    [GeneratedRegex(@"((?:password|passwd|passphrase|token|secret|api[-_]?key)\s?[=:]\s*)\S+", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();
}
