namespace HomeLab.Inventory.Systems;

/// <summary>Something that became of a system.</summary>
/// <param name="Aspect"><c>health</c>, <c>version</c>, or <c>presence</c>.</param>
/// <param name="Writer"><c>other</c> or <c>unknown</c>; <c>us</c> is kept for services that write what systems consist of.</param>
/// <param name="WrittenBy">What the writer calls itself; empty: nothing tells.</param>
sealed record SystemChange(
    string System, DateTimeOffset At, string Aspect, string Was, string Became, string Reason, string Writer, string WrittenBy);
