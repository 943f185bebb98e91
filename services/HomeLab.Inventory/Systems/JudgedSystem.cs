using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Catalog.Judging;

namespace HomeLab.Inventory.Systems;

/// <summary>A system, or a workload that no system is known by, as it is judged by what is known now.</summary>
/// <param name="Address"><c>system/kubernetes/talos/cert-manager</c>; of a workload its own.</param>
/// <param name="Entry">Null: the catalogue does not know what it is.</param>
/// <param name="Version">Empty: nothing tells.</param>
/// <param name="Brings">Databases and caches of its own, by their ids.</param>
sealed record JudgedSystem(
    string Address, CatalogEntry? Entry, string Name, string Site, Platform Platform, string Version, IReadOnlyList<SystemObject> Objects,
    IReadOnlyList<string> Brings, HealthVerdict Verdict)
{
    public string Id => Entry?.Id ?? "";

    public static string AddressOf(string site, string id) => $"system/{site}/{id}";
}
