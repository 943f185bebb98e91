using System.Text.RegularExpressions;

namespace HomeLab.Simulators.Faults;

/// <summary>Paths with <c>*</c> within a segment and <c>**</c> over segments; case matters not.</summary>
static class PathPattern
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static bool Matches(string pattern, string path)
    {
        var expression = "^" + Regex.Escape(pattern).Replace(@"\*\*", ".*").Replace(@"\*", "[^/]*") + "/?$";
        return Regex.IsMatch(path, expression, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Patience);
    }
}
