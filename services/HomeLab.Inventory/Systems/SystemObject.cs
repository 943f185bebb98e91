using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Catalog.Matching;

namespace HomeLab.Inventory.Systems;

/// <summary>An object of a system, as far as a change of it tells who changed it.</summary>
/// <param name="Generation">Of Kubernetes: grows with each change of what is wished.</param>
/// <param name="Writer">Who keeps it as it is; empty: nobody left a word.</param>
/// <param name="Evidence">By what it was recognised; none: it is of a database that the system brings.</param>
sealed record SystemObject(
    string Address, string Uid, long? Generation, IReadOnlyList<string> Images, string Writer, IReadOnlyList<string> Evidence)
{
    public static SystemObject Of(Observation observation, IReadOnlyList<Evidence> evidence) => new(
        observation.Address, observation.Uid,
        observation.Facts["metadata"]?["generation"] is { } generation && long.TryParse(generation.ToString(), out var number) ? number : null,
        observation.Images, Writers.Of(observation), [.. evidence.Select(it => it.ToString())]);
}
