using System.Text.RegularExpressions;

namespace HomeLab.Komodo.Core;

/// <summary>Such as <c>2.3.2</c>.</summary>
public sealed partial record KomodoVersion(int Major, int Minor, string Text)
{
    /// <summary>The user who calls is read by another path since then.</summary>
    internal bool HasUserPath => Major >= 2;

    public override string ToString() => Text;

    /// <returns>Null: it is no version.</returns>
    public static KomodoVersion? Parse(string text) => Form().Match(text) is { Success: true } match
        && int.TryParse(match.Groups["major"].Value, out var major) && int.TryParse(match.Groups["minor"].Value, out var minor)
            ? new KomodoVersion(major, minor, text.Trim())
            : null;

    [GeneratedRegex(@"^\s*v?(?<major>\d+)\.(?<minor>\d+)(\.|-|\s*$)")]
    private static partial Regex Form();
}
