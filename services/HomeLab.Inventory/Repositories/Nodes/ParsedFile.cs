using HomeLab.Lab;

namespace HomeLab.Inventory.Repositories.Nodes;

/// <param name="Documents">Empty ones left out.</param>
/// <param name="Cost">As <see cref="NodeCost"/> counts it.</param>
/// <param name="Broken">Why the file could not be read to its end; its documents are then not to be relied upon.</param>
sealed record ParsedFile(string Path, IReadOnlyList<Node> Documents, IReadOnlyList<Problem> Problems, Problem? Broken, int Cost = 0);
