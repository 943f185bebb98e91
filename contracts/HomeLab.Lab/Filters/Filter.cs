using System.Text;

namespace HomeLab.Lab.Filters;

/// <summary>Which things are meant, in a subset of AIP-160 (https://google.aip.dev/160): <c>kind = "docker.container" AND NOT health = healthy</c>.</summary>
/// <remarks>As there, OR binds tighter than AND. The text of a filter reads back as the same filter.</remarks>
public abstract record Filter
{
    /// <summary>Longer ones are refused.</summary>
    public const int LongestText = 4096;

    Filter()
    {
    }

    /// <exception cref="FilterException">It is no filter; says where and what would be right.</exception>
    public static Filter Parse(string text) => new FilterParser(text).Read();

    public sealed record And(Filter Left, Filter Right) : Filter
    {
        public override string ToString() => $"{(Left is And ? Left : Inner(Left))} AND {Inner(Right)}";
    }

    public sealed record Or(Filter Left, Filter Right) : Filter
    {
        public override string ToString() => $"{(Left is Or ? Left : Inner(Left))} OR {Inner(Right)}";
    }

    public sealed record Not(Filter Negated) : Filter
    {
        public override string ToString() => $"NOT {Inner(Negated)}";
    }

    /// <param name="Path">A field, and what is within it: <c>labels</c>, <c>app</c>.</param>
    /// <param name="Value">Null: anything, <c>labels.app:*</c>.</param>
    /// <param name="Column">Where it stands, from 1.</param>
    public sealed record Comparison(IReadOnlyList<string> Path, FilterOperator Operator, string? Value, int Column) : Filter
    {
        public override string ToString() => $"{string.Join('.', Path.Select(Segment))} {Sign(Operator)} {(Value is null ? "*" : Quoted(Value))}";
    }

    /// <summary>A word that stands somewhere in what is meant.</summary>
    public sealed record Word(string Text) : Filter
    {
        public override string ToString() => Quoted(Text);
    }

    /// <summary>How something hangs together with another thing: <c>depends_on("proxmox/pve/storage/nas")</c>.</summary>
    public sealed record Relation(string Name, string Thing, int Column) : Filter
    {
        public override string ToString() => $"{Name}({Quoted(Thing)})";
    }

    static string Inner(Filter filter) => filter is And or Or or Not ? $"({filter})" : filter.ToString();

    static string Sign(FilterOperator sign) => sign switch
    {
        FilterOperator.Equal => "=",
        FilterOperator.NotEqual => "!=",
        FilterOperator.Less => "<",
        FilterOperator.LessOrEqual => "<=",
        FilterOperator.Greater => ">",
        FilterOperator.GreaterOrEqual => ">=",
        _ => ":",
    };

    static string Segment(string name) => name.Length > 0 && name[0] != '-' && name is not ("AND" or "OR" or "NOT") && name.All(it => char.IsAsciiLetterOrDigit(it) || it is '_' or '-') ? name : Quoted(name);

    static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
            quoted.Append(letter is '"' or '\\' ? "\\" : "").Append(letter);
        return quoted.Append('"').ToString();
    }
}
