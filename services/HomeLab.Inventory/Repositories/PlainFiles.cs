namespace HomeLab.Inventory.Repositories;

/// <summary>Which files of a directory without a kustomization are deployed.</summary>
/// <param name="IsRecursive">Those of directories below it too.</param>
/// <param name="TakesKustomizations">Directories below that hold a kustomization are built, as Flux does.</param>
/// <param name="Include">A glob; empty: all.</param>
/// <param name="Exclude">A glob; empty: none.</param>
sealed record PlainFiles(bool IsRecursive, bool TakesKustomizations, string Include = "", string Exclude = "")
{
    public static readonly PlainFiles OfFlux = new(true, true);
}
