using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Lab;

namespace HomeLab.Inventory.Repositories.Stacks;

/// <summary>A Compose project with everything in it that its files set, secrets among it: for what deploys it, and never kept.</summary>
/// <param name="Name">Of the project.</param>
/// <param name="ProjectJson">As <c>docker compose config</c> gives it, sources relative to the repository; null where no file of it could be read.</param>
/// <param name="Files">What it was made of, and what it mounts of the repository.</param>
/// <param name="Mounted">Paths of those that a container mounts.</param>
sealed record RenderedStack(
    string Name, string? ProjectJson, IReadOnlyList<RepositoryFile> Files, IReadOnlySet<string> Mounted, IReadOnlyList<Unresolved> Unresolved,
    IReadOnlyList<Problem> Problems, Place At);
