using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Variables;

namespace HomeLab.Inventory.Repositories.Compose;

/// <summary>One Compose project, as somebody would start it.</summary>
/// <param name="Directory">Of the project, relative to the repository.</param>
/// <param name="Files">In the order in which they are merged.</param>
/// <param name="Inline">A Compose file that stands in another file; null: there is none.</param>
/// <param name="Variables">What <c>${…}</c> stands for.</param>
/// <param name="WrittenFiles">Environment files that exist only where the project runs, and whose content is known from elsewhere.</param>
/// <param name="Name">Of the project; null: by the files or the directory.</param>
/// <param name="Path">Address of the project within the repository.</param>
/// <param name="Owner">Address of what starts it; empty: nothing.</param>
sealed record ComposeSource(
    string Directory, IReadOnlyList<string> Files, TextNode? Inline, VariableSet Variables, IReadOnlySet<string> WrittenFiles, string? Name, string Path,
    string Owner, Place At);
