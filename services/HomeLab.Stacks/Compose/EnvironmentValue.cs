using System.Text;
using System.Text.RegularExpressions;

namespace HomeLab.Stacks.Compose;

/// <summary>What Compose makes of a line of an environment file, of which Inventory saw only that it is encrypted.</summary>
/// <remarks>https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax</remarks>
static partial class EnvironmentValue
{
    const string Export = "export ";

    public static string NameOf(string written) => written.Trim() is var name && name.StartsWith(Export, StringComparison.Ordinal) ? name[Export.Length..].Trim() : name;

    /// <param name="written">Behind the equals sign.</param>
    /// <param name="before">What the file sets above it.</param>
    /// <returns>Null where it needs a variable that is not among them, or braces with more than a name.</returns>
    public static string? Read(string written, IReadOnlyDictionary<string, string> before)
    {
        var text = written.Trim();
        if (text.Length == 0 || text[0] is not ('"' or '\''))
            return Expanded(Comment().Replace(text, "").TrimEnd(), before);
        var value = new StringBuilder();
        for (var i = 1; i < text.Length && text[i] != text[0]; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && (text[0] == '"' || text[i + 1] == '\''))
                value.Append(Escaped(text[++i]));
            else
                value.Append(text[i]);
        }
        return text[0] == '\'' ? value.ToString() : Expanded(value.ToString(), before);
    }

    static string? Expanded(string text, IReadOnlyDictionary<string, string> before)
    {
        var isKnown = true;
        var expanded = Variable().Replace(text, it =>
        {
            if (it.Value == "$$")
                return "$";
            isKnown &= before.TryGetValue(it.Groups["name"].Value, out var value) && !it.Groups["rest"].Success;
            return value ?? "";
        });
        return isKnown ? expanded : null;
    }

    static string Escaped(char character) => character switch
    {
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        '$' => "$$",
        '"' or '\\' or '\'' => character.ToString(),
        _ => $"\\{character}",
    };

    [GeneratedRegex(@"\s#.*$|^#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\$\$|\$(?<name>[A-Za-z_][A-Za-z0-9_]*)|\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?<rest>[^}]+)?\}")]
    private static partial Regex Variable();
}
