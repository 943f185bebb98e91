namespace HomeLab.Inventory.Catalog.Matching;

/// <summary>What an object is.</summary>
abstract record Recognition
{
    Recognition() { }

    /// <param name="Entry">The one system.</param>
    /// <param name="Owner">
    /// Whose own instance it is: the system or Compose project that brings it, such as an application's database. Null: its own.
    /// </param>
    public sealed record Recognised(CatalogEntry Entry, IReadOnlyList<Evidence> Evidence, string? Owner) : Recognition;

    /// <summary>Several systems claim it with equal right, so none gets it.</summary>
    public sealed record Tied(IReadOnlyList<Claim> Claims) : Recognition;

    /// <param name="Hints">What is too little to tell: single weak hits, and hints.</param>
    public sealed record Unclassified(IReadOnlyList<Claim> Hints) : Recognition;
}

/// <summary>A system that an object may belong to, and why.</summary>
sealed record Claim(CatalogEntry Entry, IReadOnlyList<Evidence> Evidence)
{
    public bool IsSufficient => Evidence.Any(it => it.Strength == "strong") || Evidence.Count(it => it.Strength == "weak") > 1;

    public Specificity Specificity => Evidence.Where(it => it.Strength != "hint").Select(it => it.Specificity).DefaultIfEmpty().Max();
}
