using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Helm;

/// <summary>A chart with its values, whoever would render it.</summary>
/// <param name="Repository">URL of the chart's repository, or the object that names it; empty: not said.</param>
/// <param name="Version">Empty: not said.</param>
/// <param name="Values">In the order in which Helm merges them.</param>
sealed record HelmRelease(
    string Name, string Namespace, string Chart, string Repository, string Version, IReadOnlyList<MapNode> Values, Place At);
