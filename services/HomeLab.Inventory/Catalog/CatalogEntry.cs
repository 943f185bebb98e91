using HomeLab.Lab.Kinds.Catalog;

namespace HomeLab.Inventory.Catalog;

/// <summary>A system of the catalogue.</summary>
/// <param name="Id">Stable: <c>cert-manager</c>.</param>
/// <param name="File">Where it is described: a file of ours, or one of the lab directory.</param>
sealed record CatalogEntry(string Id, CatalogEntrySpec Spec, string File, int Line)
{
    public override string ToString() => Id;
}
