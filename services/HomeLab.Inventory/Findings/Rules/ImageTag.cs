using HomeLab.Inventory.Catalog.Matching;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Whether a reference says which image it means.</summary>
static class ImageTag
{
    /// <summary>Not where a variable stands for the tag, nor of an image that an engine knows by its digest alone.</summary>
    public static bool IsMoving(string image) =>
        !image.Contains('@', StringComparison.Ordinal) && !image.StartsWith("sha256:", StringComparison.Ordinal) && !image.Contains("${", StringComparison.Ordinal)
        && !image.Contains("[[", StringComparison.Ordinal) && ImageName.Parse(image).Tag is "" or "latest";
}
