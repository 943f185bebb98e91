using System.Reflection;
using HomeLab.Lab;
using HomeLab.Lab.Files;
using HomeLab.Lab.Kinds.Catalog;
using HomeLab.Lab.Yaml;

namespace HomeLab.Inventory.Catalog;

/// <summary>Reads the entries that come with the service: the same documents that a lab directory may hold.</summary>
static class CatalogFiles
{
    const string Folder = "Catalog/Systems/";

    /// <exception cref="InvalidOperationException">An entry is wrong; its message names every mistake with its place.</exception>
    public static SystemCatalog Read()
    {
        var (catalog, problems) = Read(Embedded());
        return problems.Count == 0 ? catalog : throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
    }

    /// <summary>One wrong document hinders no other.</summary>
    public static (SystemCatalog Catalog, IReadOnlyList<Problem> Problems) Read(IReadOnlyList<LabFile> files)
    {
        var reading = LabLoader.Load(files, new YamlLimits(), null);
        var catalog = new SystemCatalog(reading.Documents.Where(it => it is { Kind: "CatalogEntry", SpecJson: not null })
            .Select(it => new CatalogEntry(it.Name, LabJson.Read<CatalogEntrySpec>(it.SpecJson!), it.File, it.Line)));
        return (catalog, [.. reading.Documents.SelectMany(it => it.Problems), .. catalog.Problems]);
    }

    static List<LabFile> Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(it => it.StartsWith(Folder, StringComparison.Ordinal)).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return new LabFile(name, reader.ReadToEnd(), null);
        })];
    }
}
