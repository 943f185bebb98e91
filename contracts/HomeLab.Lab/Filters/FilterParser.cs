using System.Text;

namespace HomeLab.Lab.Filters;

/// <summary>Reads a filter, by descent from what binds least.</summary>
sealed class FilterParser(string text)
{
    const int Deepest = 50;

    static readonly (string Sign, FilterOperator Operator)[] Signs =
    [
        ("<=", FilterOperator.LessOrEqual), (">=", FilterOperator.GreaterOrEqual), ("!=", FilterOperator.NotEqual), ("=", FilterOperator.Equal),
        ("<", FilterOperator.Less), (">", FilterOperator.Greater), (":", FilterOperator.Has),
    ];

    int at;
    int depth;

    int Column => at + 1;

    public Filter Read()
    {
        if (text.Length > Filter.LongestText)
            throw new FilterException(Filter.LongestText + 1, $"a filter has {Filter.LongestText} characters at most");
        var filter = Conjunction();
        return SkipsToEnd() ? filter : throw Unexpected();
    }

    Filter Conjunction()
    {
        var filter = Disjunction();
        while (Takes("AND"))
            filter = new Filter.And(filter, Disjunction());
        return filter;
    }

    Filter Disjunction()
    {
        var filter = Term();
        while (Takes("OR"))
            filter = new Filter.Or(filter, Term());
        return filter;
    }

    Filter Term()
    {
        if (++depth > Deepest)
            throw new FilterException(Column, $"it is nested more than {Deepest} deep");
        var filter = Takes("NOT") ? new Filter.Not(Term()) : TakesSign("-") ? new Filter.Not(Term()) : TakesSign("(") ? Inner() : Restriction();
        depth--;
        return filter;
    }

    Filter Inner()
    {
        var opened = at;
        var filter = Conjunction();
        return TakesSign(")") ? filter : SkipsToEnd() ? throw new FilterException(opened, "this parenthesis is not closed; write `)`") : throw Unexpected();
    }

    Filter Restriction()
    {
        SkipsToEnd();
        var column = Column;
        var (path, raw, isQuoted) = Member();
        if (!isQuoted && path.Count == 1 && TakesSign("("))
            return new Filter.Relation(raw, Argument(raw), column);
        foreach (var (sign, comparison) in Signs)
        {
            if (TakesSign(sign))
                return new Filter.Comparison(path, comparison, Value(comparison), column);
        }
        return isQuoted && path.Count > 1 ? throw new FilterException(Column, "a comparison is expected here, such as `= \"a\"`") : new Filter.Word(isQuoted ? path[0] : raw);
    }

    string Argument(string function)
    {
        SkipsToEnd();
        var column = Column;
        var thing = Peek is '"' or '\'' ? Quoted() : throw new FilterException(column, $"{function} is asked of one thing in quotes: {function}(\"docker/komodo-host\")");
        return TakesSign(")") ? thing : throw new FilterException(Column, "`)` is expected here");
    }

    /// <returns>Null: <c>*</c>, anything.</returns>
    string? Value(FilterOperator comparison)
    {
        SkipsToEnd();
        var column = Column;
        if (Peek is '"' or '\'')
            return Quoted();
        var value = Bare(it => IsBare(it) || it == '.');
        return value switch
        {
            "" => throw new FilterException(column, "a value is expected here; write it in quotes: \"a\""),
            "AND" or "OR" or "NOT" => throw new FilterException(column, $"a value is expected here; if it is the word {value}, write it in quotes"),
            "*" => comparison == FilterOperator.Has ? null : throw new FilterException(column, "anything is asked for by `:`, as in labels.app:*"),
            _ => value,
        };
    }

    /// <returns>Its segments; as it is written; whether one of them stands in quotes.</returns>
    (IReadOnlyList<string> Path, string Raw, bool IsQuoted) Member()
    {
        var (start, path, isQuoted) = (at, new List<string>(), false);
        do
        {
            isQuoted |= Peek is '"' or '\'';
            path.Add(Peek is '"' or '\'' ? Quoted() : Bare(IsBare));
            if (path[^1].Length == 0 && !isQuoted)
                throw Unexpected();
        }
        while (TakesAtOnce('.'));
        var raw = text[start..at];
        return raw is "AND" or "OR" ? throw new FilterException(start + 1, $"something to compare is expected before {raw}") : (path, raw, isQuoted);
    }

    string Bare(Func<char, bool> isPart)
    {
        var start = at;
        while (at < text.Length && isPart(text[at]))
            at++;
        return text[start..at];
    }

    string Quoted()
    {
        var opened = at;
        var quote = text[at++];
        var value = new StringBuilder();
        while (at < text.Length && text[at] != quote)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            value.Append(text[at++]);
        }
        return at++ < text.Length ? value.ToString() : throw new FilterException(opened + 1, $"this quote is not closed; write {quote}");
    }

    char? Peek => at < text.Length ? text[at] : null;

    bool TakesAtOnce(char sign)
    {
        if (Peek != sign)
            return false;
        at++;
        return true;
    }

    bool TakesSign(string sign)
    {
        SkipsToEnd();
        if (!text.AsSpan(at).StartsWith(sign, StringComparison.Ordinal))
            return false;
        at += sign.Length;
        return true;
    }

    /// <summary>A keyword, which ends where a word does.</summary>
    bool Takes(string keyword)
    {
        SkipsToEnd();
        var end = at + keyword.Length;
        if (!text.AsSpan(at).StartsWith(keyword, StringComparison.Ordinal) || (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] != '('))
            return false;
        at = end;
        return true;
    }

    bool SkipsToEnd()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at == text.Length;
    }

    FilterException Unexpected()
    {
        if (SkipsToEnd())
            return new FilterException(Column, "something to compare is expected here, such as kind = \"docker.container\"");
        var word = Bare(IsBare);
        at -= word.Length;
        return word.ToUpperInvariant() switch
        {
            "AND" or "OR" or "NOT" => new FilterException(Column, $"`{word}` is written in capitals"),
            "" => new FilterException(Column, $"`{text[at]}` is not expected here"),
            _ => new FilterException(Column, $"AND or OR is expected before `{word}`"),
        };
    }

    static bool IsBare(char letter) => !char.IsWhiteSpace(letter) && letter is not ('(' or ')' or '"' or '\'' or ',' or '.' or '=' or '<' or '>' or '!' or ':');
}
