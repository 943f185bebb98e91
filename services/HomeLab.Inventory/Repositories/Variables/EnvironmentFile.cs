using System.Text;
using System.Text.RegularExpressions;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Sops;

namespace HomeLab.Inventory.Repositories.Variables;

/// <summary>Reads a <c>.env</c> file by Compose's rules, and the environment of a Komodo stack, which is written into one.</summary>
/// <remarks>https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax</remarks>
static partial class EnvironmentFile
{
    const int MaxVariables = 5_000;
    const int MaxLength = 32 << 10;

    /// <param name="before">What is set already, and wins where a value names it.</param>
    public static VariableSet Read(string file, string text, int firstLine, VariableSet before)
    {
        var variables = new Dictionary<string, Variable>(StringComparer.Ordinal);
        var isSops = SopsDotenv.IsEncrypted(text);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var index = 0; index < lines.Length && variables.Count < MaxVariables; index++)
        {
            var at = new Place(file, firstLine + index, 1);
            if (Line().Match(lines[index]) is not { Success: true } line)
                continue;
            var name = line.Groups["name"].Value;
            if (isSops && SopsDotenv.IsMetadata(name))
                continue;
            if (!line.Groups["is"].Success)
            {
                // A name alone takes over what the machine has set.
                if (before.Find(name) is { } inherited)
                    variables[name] = inherited;
                continue;
            }
            var (value, isLiteral) = Value(line.Groups["value"].Value, lines, ref index);
            if (!isLiteral)
                value = Expand(value, new VariableSet(variables), before);
            if (isSops && IsEncrypted(value))
                variables[name] = new Variable(name, value, at, IsKnown: false) { Placeholder = Placeholders.Of(file, name) };
            else
                variables[name] = value.Length <= MaxLength ? new Variable(name, value, at, !IsUnknown(value)) : new Variable(name, "${" + name + "}", at, false);
        }
        return new VariableSet(variables);
    }

    /// <summary>Encrypted, held by Komodo, or made of something that is not known.</summary>
    public static bool IsUnknown(string value) => IsEncrypted(value) || IsKomodos(value) || value.Contains("${", StringComparison.Ordinal);

    public static bool IsEncrypted(string value) => value.StartsWith("ENC[", StringComparison.Ordinal);

    public static bool IsKomodos(string value) => KomodoVariable().IsMatch(value);

    static string Expand(string value, VariableSet own, VariableSet before)
    {
        // Secrets may be parts of values here: what is made of them goes no further, by its own name or by theirs.
        var expansion = new Interpolation(before.Or(own), null);
        return value.Contains('$', StringComparison.Ordinal) ? expansion.Apply(value, default) : value;
    }

    static (string Value, bool IsLiteral) Value(string text, string[] lines, ref int index)
    {
        if (text.Length == 0 || text[0] is not ('"' or '\''))
            return (Comment().Replace(text, "").TrimEnd(), false);
        var quote = text[0];
        var value = new StringBuilder();
        var rest = text[1..];
        while (true)
        {
            for (var i = 0; i < rest.Length; i++)
            {
                if (rest[i] == quote)
                    return (value.ToString(), quote == '\'');
                if (rest[i] == '\\' && i + 1 < rest.Length && (quote == '"' || rest[i + 1] == '\''))
                    value.Append(Escaped(rest[++i]));
                else
                    value.Append(rest[i]);
            }
            if (++index >= lines.Length)
                return (value.ToString(), true);
            value.Append('\n');
            rest = lines[index];
        }
    }

    static string Escaped(char character) => character switch
    {
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        '"' or '\\' or '\'' or '$' => character == '$' ? "$$" : character.ToString(),
        _ => $"\\{character}",
    };

    [GeneratedRegex(@"^\s*(?:export\s+)?(?<name>[A-Za-z_][A-Za-z0-9_.-]*)\s*(?:(?<is>[=:])\s*(?<value>.*))?$")]
    private static partial Regex Line();

    [GeneratedRegex(@"\s#.*$|^#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\[\[[A-Za-z_][A-Za-z0-9_]*\]\]")]
    private static partial Regex KomodoVariable();
}
