namespace HomeLab.Inventory.Resources;

/// <param name="Kind"><c>runsOn</c>, <c>partOf</c>.</param>
sealed record EdgeState(string From, string To, string Kind);
