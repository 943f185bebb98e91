using HomeLab.Inventory.Repositories.Kustomize;
using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Manifests;

/// <param name="Path">What was rendered; with the owner's name where it is rendered for several.</param>
/// <param name="Namespace">Of objects that say none.</param>
/// <param name="Owner">Address of what deploys it; empty: nothing.</param>
/// <param name="Substitutes">The Flux <c>Kustomization</c> whose variables are put in; null: none.</param>
sealed record Rendering(string Path, ResourceSet Set, string Namespace, string Owner, Reach Reach, Manifest? Substitutes, MapNode? PostBuild = null);
