namespace HomeLab.Inventory.Graph;

/// <summary>An edge whose other end is named by what is known of it.</summary>
/// <param name="Keys">Addresses or <see cref="Offer"/>s, the surest first; the first that exactly one node answers to counts.</param>
/// <param name="IsEvidentAlone">
/// Whether the end exists although nobody saw it, as a Secret that a pod mounts; else nothing is drawn until somebody answers to a key.
/// </param>
sealed record Link(string From, IReadOnlyList<string> Keys, string Kind, Bond Bond, string Rule, string Evidence)
{
    public string Group { get; init; } = "";

    public bool IsEvidentAlone { get; init; }
}
