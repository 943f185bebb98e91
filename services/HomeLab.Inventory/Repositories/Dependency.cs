using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories;

/// <summary>That one declared object needs another.</summary>
/// <param name="To">An address; what stands there may be declared elsewhere.</param>
/// <param name="Rule">By which it is known: <c>komodo.after</c>, <c>compose.depends_on</c>, <c>flux.dependsOn</c>, <c>flux.sourceRef</c>, …</param>
sealed record Dependency(string From, string To, string Rule, Place At);
