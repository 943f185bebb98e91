namespace HomeLab.Inventory.Systems;

/// <summary>What makes something else fail, and fails by itself.</summary>
/// <param name="Address">Of a system, or of something of the graph: a node, a guest, a storage.</param>
/// <param name="Sentence">What it is and how: <c>PostgreSQL is unhealthy: …</c></param>
/// <param name="Path">From what fails to the root, a sentence a step.</param>
sealed record RootCause(string Address, string Sentence, IReadOnlyList<string> Path);
