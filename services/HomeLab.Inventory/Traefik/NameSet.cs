using System.Collections.Immutable;
using HomeLab.Lab;

namespace HomeLab.Inventory.Traefik;

/// <summary>The host names under which a rule can match: some that it names, and perhaps others that it does not.</summary>
/// <param name="Named">Names that stand in the rule and that it can match.</param>
/// <param name="Unnamed">Null: it matches no other.</param>
sealed record NameSet(ImmutableSortedSet<HostName> Named, UnnamedNames? Unnamed)
{
    /// <summary>Every name, for a matcher that does not look at the host.</summary>
    public static readonly NameSet Any = new([], new UnnamedNames([], []));

    public static NameSet Of(params IEnumerable<HostName> names) => new([.. names], null);

    /// <summary>An unknown number of names that no record can be made for.</summary>
    public static NameSet Refused(Refusal because) => new([], new UnnamedNames([], [because]));

    public static NameSet AllBut(IEnumerable<HostName> names, Refusal because) => new([], new UnnamedNames([.. names], [because]));

    public NameSet Or(NameSet other) => new(Named.Union(other.Named), UnnamedNames.Or(Unnamed, other.Unnamed));

    public NameSet And(NameSet other) => new(
        Named.Where(other.Contains).Concat(other.Named.Where(Contains)).ToImmutableSortedSet(),
        UnnamedNames.And(Unnamed, other.Unnamed));

    /// <summary>Whether the rule can match under <paramref name="name"/>; true where only a pattern would tell.</summary>
    public bool Contains(HostName name) => Named.Contains(name) || (Unnamed is { } unnamed && !unnamed.Except.Contains(name));
}

/// <summary>All names but some.</summary>
/// <param name="Because">Why they cannot be listed; empty: nothing in the rule looks at the host.</param>
sealed record UnnamedNames(ImmutableSortedSet<HostName> Except, ImmutableList<Refusal> Because)
{
    public static UnnamedNames? Or(UnnamedNames? one, UnnamedNames? other) =>
        one is null ? other
        : other is null ? one
        : new UnnamedNames(one.Except.Intersect(other.Except), Join(one, other));

    public static UnnamedNames? And(UnnamedNames? one, UnnamedNames? other) =>
        one is null || other is null ? null : new UnnamedNames(one.Except.Union(other.Except), Join(one, other));

    static ImmutableList<Refusal> Join(UnnamedNames one, UnnamedNames other) => [.. one.Because.Union(other.Because)];
}
