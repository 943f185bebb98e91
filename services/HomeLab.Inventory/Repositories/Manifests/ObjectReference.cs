using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Manifests;

/// <param name="Kind"><c>core/Service</c></param>
/// <param name="Rule">The field that holds it.</param>
readonly record struct ObjectReference(string Kind, string Namespace, string Name, string Rule, Place At);
