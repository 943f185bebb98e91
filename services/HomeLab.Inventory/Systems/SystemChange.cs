namespace HomeLab.Inventory.Systems;

/// <summary>Something that became of a system.</summary>
/// <param name="Aspect"><c>health</c>, <c>version</c>, or <c>presence</c>.</param>
/// <param name="Writer"><c>us</c>, <c>other</c> or <c>unknown</c>.</param>
/// <param name="WrittenBy">The operation of ours, or what another writer calls itself; empty: nothing tells.</param>
sealed record SystemChange(
    string System, DateTimeOffset At, string Aspect, string Was, string Became, string Reason, string Writer, string WrittenBy);
