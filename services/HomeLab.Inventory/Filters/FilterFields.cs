using HomeLab.Lab;
using HomeLab.Lab.Filters;

namespace HomeLab.Inventory.Filters;

/// <summary>What can be asked of one kind of thing.</summary>
/// <param name="addresses">What of it stands in the graph.</param>
sealed class FilterFields<T>(IReadOnlyDictionary<string, FilterField<T>> fields, Func<T, IEnumerable<string>> addresses)
{
    /// <param name="relate">The addresses that hang together with a thing in a way; throws <see cref="FilterException"/>.</param>
    /// <exception cref="FilterException">It asks for what there is not.</exception>
    public Func<T, bool> Bind(Filter filter, Func<Filter.Relation, IReadOnlySet<string>> relate) => filter switch
    {
        Filter.And and => Both(Bind(and.Left, relate), Bind(and.Right, relate)),
        Filter.Or or => Either(Bind(or.Left, relate), Bind(or.Right, relate)),
        Filter.Not not when Bind(not.Negated, relate) is var negated => it => !negated(it),
        Filter.Comparison comparison => Bind(comparison),
        Filter.Word word => it => fields.Values.Where(field => field.Within is null).Any(field => field.Values(it).Any(value => value.Contains(word.Text, StringComparison.OrdinalIgnoreCase))),
        Filter.Relation relation when relate(relation) is var related => it => addresses(it).Any(related.Contains),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static Func<T, bool> Both(Func<T, bool> left, Func<T, bool> right) => it => left(it) && right(it);

    static Func<T, bool> Either(Func<T, bool> left, Func<T, bool> right) => it => left(it) || right(it);

    Func<T, bool> Bind(Filter.Comparison asked)
    {
        if (!fields.TryGetValue(asked.Path[0], out var field))
        {
            throw new FilterException(
                asked.Column, $"there is no field `{asked.Path[0]}`{Spelling.Hint(asked.Path[0], fields.Keys)}; there are {string.Join(", ", fields.Keys.Order(StringComparer.Ordinal))}");
        }
        IReadOnlyList<string> inner = [.. asked.Path.Skip(1)];
        if (field.Within is { } within)
            return it => FilterTest.Holds(JsonPath.Find(within(it), inner), asked.Operator, asked.Value);
        return inner.Count == 0
            ? it => FilterTest.Holds(field.Values(it), asked.Operator, asked.Value, field.Order)
            : throw new FilterException(asked.Column, $"`{asked.Path[0]}` has no fields within");
    }
}
