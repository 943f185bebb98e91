using System.Text;
using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Variables;

/// <summary>Substitutes variables in a text as Compose does; what is not known stays as it is written.</summary>
/// <remarks>https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md</remarks>
sealed class Interpolation(VariableSet variables, Declarations? declarations)
{
    const int MaxDepth = 20;
    const int MaxLength = 16 << 20;
    int length;

    public string Apply(string text, Place at)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
            return text;
        if (length <= MaxLength)
            return Apply(text, at, 0);
        declarations?.Problem(at, "", "TooLarge", "variables make more text than is read; from here they stay as they are written");
        return text;
    }

    string Apply(string text, Place at, int depth)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
                result.Append(text[i]);
            else if (text[i + 1] == '$')
                result.Append(text[i++]);
            else if (text[i + 1] == '{' && Braces.End(text, i + 2) is >= 0 and var end && depth < MaxDepth)
            {
                result.Append(Braced(text[(i + 2)..end], at, depth));
                i = end;
            }
            else if (NameLength(text, i + 1) is > 0 and var count)
            {
                var name = text.Substring(i + 1, count);
                result.Append(Value(name, at) ?? Unknown(name, $"${name}", at));
                i += count;
            }
            else
            {
                declarations?.Problem(at, "", "BrokenVariable", "a dollar sign that begins no variable; write $$ for a dollar");
                result.Append(text[i]);
            }
            if (length + result.Length > MaxLength)
                break;
        }
        length += result.Length;
        return result.ToString();
    }

    string Braced(string inner, Place at, int depth)
    {
        var written = $"${{{inner}}}";
        var name = inner[..NameLength(inner, 0)];
        var rest = inner[name.Length..];
        if (name.Length == 0)
        {
            declarations?.Problem(at, "", "BrokenVariable", "braces without the name of a variable");
            return written;
        }
        if (rest.Length == 0)
            return Value(name, at) ?? Unknown(name, written, at);
        var variable = variables.Find(name);
        var seesEmpty = rest[0] == ':';
        var (word, argument) = seesEmpty && rest.Length > 1 ? (rest[1], rest[2..]) : (rest[0], rest[1..]);
        var isSet = variable is not null && (!seesEmpty || variable.Text.Length > 0);
        switch (word)
        {
            case '-' when isSet:
            case '?' when isSet:
                return Value(name, at) ?? written;
            case '-':
                return Apply(argument, at, depth + 1);
            case '?':
                return Unknown(name, written, at);
            case '+' when variable is { IsKnown: false } && seesEmpty:
                return written;
            case '+':
                return isSet ? Apply(argument, at, depth + 1) : "";
            default:
                declarations?.Problem(at, "", "BrokenVariable", $"`{name}` is followed by something that Compose does not have");
                return written;
        }
    }

    /// <summary>Null where it is not set, or may not be put anywhere.</summary>
    string? Value(string name, Place at) => variables.Find(name) switch
    {
        null => null,
        { IsSecret: true, IsKnown: true } or { Placeholder: not null } => $"${{{name}}}",
        var variable => variable.Text,
    };

    string Unknown(string name, string written, Place at)
    {
        declarations?.Unresolved(
            UnresolvedCodes.EnvironmentVariable, name, at, $"{name} has no default here, and no environment file of the repository sets it");
        return written;
    }

    static int NameLength(string text, int from)
    {
        var to = from;
        while (to < text.Length && (char.IsAsciiLetter(text[to]) || text[to] == '_' || (to > from && char.IsAsciiDigit(text[to]))))
            to++;
        return to - from;
    }
}
