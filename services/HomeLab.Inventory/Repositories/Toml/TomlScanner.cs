using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Toml;

/// <summary>Goes through the text of a TOML file.</summary>
sealed partial class TomlScanner(string file, string text, RepositoryLimits limits)
{
    int at;
    int line = 1;
    int lineStart;
    int nodes;

    public bool IsAtEnd => at >= text.Length;

    /// <summary><c>\0</c> at the end; as a character it is refused wherever it stands.</summary>
    public char Peek => IsAtEnd ? '\0' : text[at];

    public Place Here => new(file, line, at - lineStart + 1);

    public void Count(Place place, int depth)
    {
        if (depth > limits.MaxDepth)
            throw new ParseRefusedException(place, "TooDeep", $"nested deeper than {limits.MaxDepth} levels");
        if (++nodes > limits.MaxNodes)
            throw new ParseRefusedException(place, "TooLarge", $"more than {limits.MaxNodes} values");
    }

    public bool Take(string word)
    {
        if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0)
            return false;
        at += word.Length;
        return true;
    }

    public void Expect(char character)
    {
        if (Peek != character)
            throw Malformed($"expected `{character}`");
        at++;
    }

    public void SkipSpace()
    {
        while (Peek is ' ' or '\t')
            at++;
    }

    /// <summary>Spaces, line ends and comments.</summary>
    public void SkipBlank()
    {
        while (true)
        {
            SkipSpace();
            if (Peek == '#')
                SkipComment();
            if (!TakeLineEnd())
                return;
        }
    }

    public void EndLine()
    {
        SkipSpace();
        if (Peek == '#')
            SkipComment();
        if (!IsAtEnd && !TakeLineEnd())
            throw Malformed("expected the end of the line");
    }

    public string KeyPart()
    {
        if (Peek is '"' or '\'')
            return string.CompareOrdinal(text, at, "\"\"\"", 0, 3) == 0 ? throw Malformed("expected a key") : Text();
        var start = at;
        while (char.IsAsciiLetterOrDigit(Peek) || Peek is '-' or '_')
            at++;
        return at > start ? text[start..at] : throw Malformed("expected a key");
    }

    /// <summary>A number, a boolean or a time, in the form that YAML's core schema reads; times stay texts.</summary>
    public string Bare()
    {
        var start = at;
        while (char.IsAsciiLetterOrDigit(Peek) || Peek is '-' or '+' or '_' or '.' or ':'
            || (Peek == ' ' && at - start == 10 && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            at++;
        var word = text[start..at];
        if (word is "true" or "false" || BareForm().IsMatch(word))
            return word.Contains(':', StringComparison.Ordinal) ? word : word.Replace("_", "", StringComparison.Ordinal);
        at = start;
        throw Malformed("expected a value; is a quote missing?");
    }

    public string Text()
    {
        var quote = Peek;
        var isLong = Take(new string(quote, 3));
        if (!isLong)
            at++;
        else if (Peek is '\r' or '\n')
            TakeLineEnd();
        var value = new StringBuilder();
        while (true)
        {
            if (IsAtEnd)
                throw Malformed("a text is not closed");
            if (isLong && string.CompareOrdinal(text, at, new string(quote, 3), 0, 3) == 0)
                return CloseLong(quote, value);
            if (!isLong && Peek == quote)
            {
                at++;
                return value.ToString();
            }
            if (isLong && TakeLineEnd())
                value.Append('\n');
            else if (Peek is '\n' or '\r')
                throw Malformed("a text is not closed before the end of the line");
            else if (Peek < ' ' && Peek != '\t')
                throw Malformed("a control character");
            else if (Peek == '\\' && quote == '"')
                ReadEscape(value, isLong);
            else
                value.Append(text[at++]);
        }
    }

    /// <summary>One or two quotes may stand right before the closing three.</summary>
    string CloseLong(char quote, StringBuilder value)
    {
        at += 3;
        for (var more = 0; more < 2 && Peek == quote; more++)
        {
            value.Append(quote);
            at++;
        }
        return value.ToString();
    }

    void ReadEscape(StringBuilder value, bool isLong)
    {
        at++;
        var escape = Peek;
        if (isLong && escape is (' ' or '\t' or '\r' or '\n'))
        {
            SkipSpace();
            if (!TakeLineEnd())
                throw Malformed("nothing may follow a backslash at the end of a line");
            do
                SkipSpace();
            while (TakeLineEnd());
            return;
        }
        at++;
        _ = escape switch
        {
            'b' => value.Append('\b'),
            't' => value.Append('\t'),
            'n' => value.Append('\n'),
            'f' => value.Append('\f'),
            'r' => value.Append('\r'),
            '"' or '\\' => value.Append(escape),
            'u' => value.Append(Unicode(4)),
            'U' => value.Append(Unicode(8)),
            _ => throw Malformed("an escape that TOML does not have; write the text in single quotes"),
        };
    }

    string Unicode(int digits)
    {
        if (at + digits > text.Length || !int.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || !Rune.IsValid(code))
            throw Malformed("not the number of a character");
        at += digits;
        return new Rune(code).ToString();
    }

    void SkipComment()
    {
        while (!IsAtEnd && Peek is not ('\n' or '\r'))
            at++;
    }

    bool TakeLineEnd()
    {
        if (!Take("\r\n") && !Take("\n"))
            return false;
        line++;
        lineStart = at;
        return true;
    }

    ParseRefusedException Malformed(string message) => new(Here, "MalformedToml", $"not TOML: {message}");

    [GeneratedRegex(@"^([+-]?(0|[1-9](_?[0-9])*|0x[0-9A-Fa-f](_?[0-9A-Fa-f])*|0o[0-7](_?[0-7])*|0b[01](_?[01])*)"
        + @"|[+-]?(0|[1-9](_?[0-9])*)(\.[0-9](_?[0-9])*)?([eE][+-]?[0-9](_?[0-9])*)?|[+-]?(inf|nan)"
        + @"|\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)?)?|\d\d:\d\d:\d\d(\.\d+)?)$")]
    private static partial Regex BareForm();
}
