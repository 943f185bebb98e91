namespace HomeLab.Inventory.Graph;

/// <summary>Several nodes answer to a key, so nothing is joined by it.</summary>
sealed record Ambiguity(string Key, IReadOnlyList<string> Nodes);
