using System.Text;

namespace HomeLab.Inventory.Traefik;

/// <summary>Cuts a rule into tokens.</summary>
/// <remarks>Traefik reads rules with Go's own scanner: texts stand in backquotes (taken literally) or double quotes (with escapes).</remarks>
sealed class RuleScanner(string rule)
{
    int position;

    public RuleToken Next()
    {
        while (position < rule.Length && char.IsWhiteSpace(rule[position]))
            position++;
        if (position == rule.Length)
            return new RuleToken(RuleTokenKind.End, "", position + 1);
        return rule[position] switch
        {
            '(' => Symbol(RuleTokenKind.Open, "("),
            ')' => Symbol(RuleTokenKind.Close, ")"),
            ',' => Symbol(RuleTokenKind.Comma, ","),
            '!' => Symbol(RuleTokenKind.Not, "!"),
            '&' => Symbol(RuleTokenKind.And, "&&"),
            '|' => Symbol(RuleTokenKind.Or, "||"),
            '`' => Backquoted(),
            '"' => DoubleQuoted(),
            '\'' => throw Wrong("texts stand in backquotes or double quotes, not in single quotes"),
            ':' => throw Wrong("this is Traefik v1's form; since v2 it is Host(`name`)"),
            var c when char.IsAsciiLetter(c) => Name(),
            var c => throw Wrong($"`{c}` has no meaning here"),
        };
    }

    RuleToken Symbol(RuleTokenKind kind, string text)
    {
        if (string.CompareOrdinal(rule, position, text, 0, text.Length) != 0)
            throw Wrong($"`{rule[position]}` stands alone; write `{text}`");
        var token = new RuleToken(kind, text, position + 1);
        position += text.Length;
        return token;
    }

    RuleToken Name()
    {
        var start = position;
        while (position < rule.Length && char.IsAsciiLetterOrDigit(rule[position]))
            position++;
        return new RuleToken(RuleTokenKind.Name, rule[start..position], start + 1);
    }

    RuleToken Backquoted()
    {
        var end = rule.IndexOf('`', position + 1);
        if (end < 0)
            throw Wrong("this backquote is never closed");
        var token = new RuleToken(RuleTokenKind.Quoted, rule[(position + 1)..end], position + 1);
        position = end + 1;
        return token;
    }

    RuleToken DoubleQuoted()
    {
        var text = new StringBuilder();
        for (var at = position + 1; at < rule.Length; at++)
        {
            if (rule[at] == '"')
            {
                var token = new RuleToken(RuleTokenKind.Quoted, text.ToString(), position + 1);
                position = at + 1;
                return token;
            }
            if (rule[at] == '\\' && at + 1 < rule.Length)
                at++;
            text.Append(rule[at]);
        }
        throw Wrong("this double quote is never closed");
    }

    RuleSyntaxException Wrong(string message) => new(position + 1, message);
}
