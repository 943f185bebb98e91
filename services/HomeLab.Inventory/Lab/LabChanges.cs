namespace HomeLab.Inventory.Lab;

/// <summary>What a reading changes about the documents in force.</summary>
/// <param name="Seen">Addresses that are there now; where the working tree is clean its commit is noted with them.</param>
sealed record LabChanges(
    IReadOnlyList<StoredDocument> Changed, IReadOnlyList<(string Address, string Code)> Removed, IReadOnlyList<string> Seen)
{
    public bool IsEmpty => Changed.Count == 0 && Removed.Count == 0;
}
