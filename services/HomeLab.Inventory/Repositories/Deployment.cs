using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories;

/// <summary>That something in the repository deploys a directory of it.</summary>
/// <param name="Overlay">What it adds, in the words of a kustomization; null: nothing.</param>
/// <param name="Namespace">Of objects that say none.</param>
/// <param name="PostBuild">Flux' substitution; null: none.</param>
/// <param name="Files">Which files count where the directory holds no kustomization.</param>
sealed record Deployment(string Path, MapNode? Overlay, string Namespace, MapNode? PostBuild, PlainFiles Files);
