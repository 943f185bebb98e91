using System.Runtime.CompilerServices;

namespace HomeLab.Inventory.Tests.Catalog;

static class CatalogFolder
{
    static readonly string Here = Path.GetDirectoryName(File())!;

    public static string Cases { get; } = Path.Combine(Here, "Cases");

    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Here, "..", "..", ".."));

    static string File([CallerFilePath] string file = "") => file;
}
