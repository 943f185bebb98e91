namespace HomeLab.Inventory.Sources;

/// <summary>The right to observe a source and to write what was seen; fenced by its generation.</summary>
/// <param name="Holder">The source whose lease this is: <c>kubernetes/talos</c>.</param>
sealed record SourceLease(string Holder, Guid Owner, long Generation)
{
    /// <summary>
    /// What is read under it: the holder, or a part of it that can fail alone, such as <c>kubernetes/talos/pods</c>.
    /// </summary>
    public string Source { get; private init; } = Holder;

    public SourceLease ForPart(string part) => this with { Source = $"{Holder}/{part}" };
}
