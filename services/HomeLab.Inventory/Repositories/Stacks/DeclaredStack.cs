using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Repositories.Stacks;

/// <summary>A stack that somebody wants on something.</summary>
/// <param name="Target"><c>docker/&lt;host&gt;</c> or <c>komodo/&lt;core&gt;</c>.</param>
/// <param name="DeclaredBy">Address of the document, or of the object of the repository.</param>
/// <param name="Document">That asks for it; null: the repository's own files.</param>
/// <param name="TableJson">Komodo's table of it; empty: none.</param>
/// <param name="After">Names of stacks.</param>
sealed record DeclaredStack(
    string Target, string Name, string DeclaredBy, RenderedStack Rendered, StackSpec? Document, string TableJson, IReadOnlyList<string> After, Place At)
{
    public string Key => $"{Target}/{Name}";
}
