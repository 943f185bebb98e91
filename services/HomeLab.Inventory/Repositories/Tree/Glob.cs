using System.Text;
using System.Text.RegularExpressions;

namespace HomeLab.Inventory.Repositories.Tree;

/// <summary>Patterns of paths: <c>*</c> and <c>?</c> within a step, <c>**</c> over steps, <c>{a,b}</c>.</summary>
static class Glob
{
    const int MaxLength = 500;

    public static bool IsMatch(string pattern, string path)
    {
        if (pattern.Length > MaxLength)
            return false;
        var expression = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            var rest = pattern.AsSpan(i);
            if (rest.StartsWith("**/"))
            {
                expression.Append("(?:.*/)?");
                i += 2;
            }
            else if (rest.StartsWith("**"))
            {
                expression.Append(".*");
                i++;
            }
            else
            {
                expression.Append(pattern[i] switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    '{' => "(?:",
                    '}' => ")",
                    ',' => "|",
                    var other => Regex.Escape(other.ToString()),
                });
            }
        }
        try
        {
            return Regex.IsMatch(path, expression.Append('$').ToString(), RegexOptions.NonBacktracking);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
