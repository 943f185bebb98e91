namespace HomeLab.Inventory.Graph;

/// <summary>A node answers to a key that says for sure which one it is: a UUID, a MAC, an address of one layer. Never a name alone.</summary>
/// <param name="Key"><c>guest-uuid/4c4c4544-…</c>.</param>
sealed record Offer(string Key, string Node)
{
    /// <summary>That several answer to it is nothing odd, and it joins nothing then.</summary>
    public bool IsOftenShared { get; init; }
}
