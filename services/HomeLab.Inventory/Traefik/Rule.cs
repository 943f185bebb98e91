namespace HomeLab.Inventory.Traefik;

/// <summary>A routing rule of Traefik v2 or v3.</summary>
abstract record Rule
{
    Rule() { }

    public sealed record And(Rule Left, Rule Right) : Rule;

    public sealed record Or(Rule Left, Rule Right) : Rule;

    public sealed record Not(Rule Inner) : Rule;

    /// <param name="Name">As Traefik spells it: <c>PathPrefix</c>.</param>
    public sealed record Matcher(string Name, IReadOnlyList<string> Arguments) : Rule;
}
