namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>What the ledger tells of one key's last hours; what people approved does not count.</summary>
/// <param name="Owned">Objects now.</param>
/// <param name="OfObject">For each planned write, in the plan's order, what was done to its object.</param>
sealed record PastWrites(int Owned, int Deletes, int Creates, IReadOnlyList<PastWrites.Of> OfObject)
{
    /// <param name="Repeats">How often exactly this write was made.</param>
    /// <param name="Rounds">How often in a row it was the last word on its object.</param>
    /// <param name="IsAsLeft">Nobody has touched the object since we last wrote it.</param>
    public sealed record Of(int Repeats, int Rounds, bool IsAsLeft)
    {
        public static Of Nothing { get; } = new(0, 0, IsAsLeft: true);
    }
}
