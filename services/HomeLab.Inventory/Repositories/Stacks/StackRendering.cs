using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Repositories.Stacks;

/// <summary>What one repository was rendered to, and all that decided it.</summary>
/// <param name="LabText">The lab as it was written.</param>
/// <param name="Documents">Those that name the repository.</param>
/// <param name="Contents">A digest of its files, and under which remotes it is known.</param>
/// <param name="Commit">Of which the files are.</param>
/// <param name="Stamp">That the files had before they were read; null: they are to be read again.</param>
/// <param name="Stacks">Never changed: names are settled on copies.</param>
sealed record StackRendering(
    string LabText, IReadOnlyList<DocumentRow> Documents, string Contents, string Commit, string? Stamp, DateTimeOffset ReadAt, IReadOnlyList<DesiredStack> Stacks);
