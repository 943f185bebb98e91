using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Catalog.Matching;

namespace HomeLab.Inventory.Catalog;

/// <summary>A system as it is at one site.</summary>
/// <param name="Objects">What was recognised as it, with the evidence.</param>
/// <param name="Instances">Databases and caches of its own: addresses by what they are, <c>redis</c>.</param>
/// <param name="Version">Null: nothing tells.</param>
sealed record SystemReading(
    CatalogEntry Entry, string Site, IReadOnlyList<(Observation Object, IReadOnlyList<Evidence> Evidence)> Objects,
    IReadOnlyList<(CatalogEntry Kind, Observation Object)> Instances, string? Version, HealthVerdict Health);

/// <summary>What a lab's systems are at one time.</summary>
/// <param name="Unclassified">Workloads that the catalogue does not know, with what their platform tells.</param>
/// <param name="Ties">Objects that several systems claim.</param>
sealed record CatalogReading(
    IReadOnlyList<SystemReading> Systems, IReadOnlyList<(Observation Object, HealthSignal? Health)> Unclassified,
    IReadOnlyList<(Observation Object, IReadOnlyList<Claim> Claims)> Ties)
{
    public SystemReading? Find(string id, string? site = null) =>
        Systems.FirstOrDefault(it => it.Entry.Id == id && (site is null || it.Site == site));
}
