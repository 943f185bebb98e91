using System.Text;
using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Komodo.Compose;

/// <summary><c>$NAME</c> and <c>${NAME:-other}</c> in all texts of a file, as Compose replaces them.</summary>
sealed class Interpolation(IReadOnlyDictionary<string, string> variables)
{
    readonly SortedSet<string> unset = new(StringComparer.Ordinal);

    public IEnumerable<string> Warnings => unset.Select(name => $"The \"{name}\" variable is not set. Defaulting to a blank string.");

    /// <exception cref="ComposeFailure">A variable is needed and not set, or is written wrongly.</exception>
    public JsonNode? Replace(JsonNode? node) => node switch
    {
        JsonObject mapping => new JsonObject(mapping.Select(it => KeyValuePair.Create(it.Key, Replace(it.Value)))),
        JsonArray sequence => new JsonArray([.. sequence.Select(Replace)]),
        null => null,
        _ => Replace(node.GetValue<string>()),
    };

    string Replace(string text)
    {
        if (!text.Contains('$'))
            return text;
        var result = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '$' || at + 1 == text.Length)
                result.Append(text[at]);
            else if (text[at + 1] == '$')
                result.Append(text[++at]);
            else if (text[at + 1] == '{')
                result.Append(Braced(text, ref at));
            else if (IsFirst(text[at + 1]))
                result.Append(Bare(text, ref at));
            else
                throw Wrong(text);
        }
        return result.ToString();
    }

    string Bare(string text, ref int at)
    {
        var end = at + 1;
        while (end < text.Length && IsFurther(text[end]))
            end++;
        var name = text[(at + 1)..end];
        at = end - 1;
        return Blank(name);
    }

    string Braced(string text, ref int at)
    {
        var depth = 0;
        var end = at + 1;
        for (; end < text.Length; end++)
        {
            depth += text[end] == '{' ? 1 : text[end] == '}' ? -1 : 0;
            if (depth == 0)
                break;
        }
        if (end == text.Length)
            throw Wrong(text);
        var inner = text[(at + 2)..end];
        at = end;
        var length = 0;
        while (length < inner.Length && IsFurther(inner[length]))
            length++;
        return length == 0 ? throw Wrong(text) : Chosen(inner[..length], inner[length..], text);
    }

    string Chosen(string name, string rest, string text)
    {
        if (rest.Length == 0)
            return Blank(name);
        var alsoEmpty = rest[0] == ':';
        var mark = rest[alsoEmpty ? 1 : 0];
        var other = rest[(alsoEmpty ? 2 : 1)..];
        var isThere = variables.TryGetValue(name, out var value) && !(alsoEmpty && value.Length == 0);
        return mark switch
        {
            '-' => isThere ? value! : Replace(other),
            '+' => isThere ? Replace(other) : "",
            '?' => isThere ? value! : throw new ComposeFailure($"required variable {name} is missing a value: {Replace(other)}"),
            _ => throw Wrong(text),
        };
    }

    string Blank(string name)
    {
        if (variables.TryGetValue(name, out var value))
            return value;
        unset.Add(name);
        return "";
    }

    static bool IsFirst(char it) => char.IsAsciiLetter(it) || it == '_';

    static bool IsFurther(char it) => char.IsAsciiLetterOrDigit(it) || it == '_';

    static ComposeFailure Wrong(string text) => new($"invalid interpolation format: \"{text}\". You may need to escape any $ with another $");
}
