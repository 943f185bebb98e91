namespace HomeLab.Inventory.Findings;

/// <summary>Something that holds data, and what is known of its copies.</summary>
/// <param name="Kind"><c>claim</c>, <c>volume</c>, <c>directory</c>, <c>guest</c>, <c>database</c>.</param>
/// <param name="By">What protects it, each in a phrase; empty where nothing that is known does.</param>
/// <param name="Reason">Why it is not known, or what nobody has.</param>
sealed record StatefulThing(string Address, string Kind, Protection Protection, IReadOnlyList<string> By, string Reason);

enum Protection
{
    Protected,

    /// <summary>A source that would tell is not complete, or cannot tell.</summary>
    Unknown,

    Unprotected,
}
