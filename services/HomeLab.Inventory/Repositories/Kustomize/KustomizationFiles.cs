using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Repositories.Kustomize;

/// <summary>Finds kustomization files by the names that kustomize looks for.</summary>
static class KustomizationFiles
{
    static readonly string[] Paths =
        ["resources", "bases", "components", "patchesStrategicMerge", "crds", "configurations", "generators", "transformers", "validators"];

    static readonly string[] WithPath = ["patches", "patchesJson6902", "replacements"];
    static readonly string[] WithFiles = ["configMapGenerator", "secretGenerator"];
    static readonly string[] Names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    public static bool IsOne(string path) => Names.Contains(RepositoryPath.NameOf(path));

    /// <summary>Null where the directory holds none.</summary>
    public static string? In(RepositoryTree tree, string directory) =>
        Names.Select(it => directory.Length == 0 ? it : $"{directory}/{it}").FirstOrDefault(tree.HasFile);

    /// <summary>Where a resource is taken from by a URL, as kustomize tells one.</summary>
    public static bool IsRemote(string resource) =>
        resource.Contains("://", StringComparison.Ordinal) || resource.StartsWith("git@", StringComparison.Ordinal)
        || resource.StartsWith("git::", StringComparison.Ordinal) || resource.Contains("?ref=", StringComparison.Ordinal)
        || resource.Contains("?version=", StringComparison.Ordinal) || resource.StartsWith("github.com/", StringComparison.Ordinal);

    /// <summary>All files and directories in the repository that a kustomization takes in.</summary>
    public static IEnumerable<string> Uses(MapNode kustomization, string directory)
    {
        var written = Paths.SelectMany(kustomization.Texts).Select(it => it.Text)
            .Concat(WithPath.SelectMany(kustomization.Maps).Select(it => it.Text("path")).OfType<string>())
            .Concat(WithFiles.SelectMany(kustomization.Maps)
                .SelectMany(it => it.Texts("files").Concat(it.Texts("envs")).Select(file => file.Text[(file.Text.IndexOf('=', StringComparison.Ordinal) + 1)..])))
            .Concat(kustomization.Maps("helmCharts").SelectMany(it => it.Texts("valuesFile").Concat(it.Texts("additionalValuesFiles"))).Select(it => it.Text))
            .Concat(kustomization.TextDown("openapi", "path") is { } schema ? [schema] : []);
        return written.Where(it => !IsRemote(it)).Select(it => RepositoryPath.Combine(directory, it)).OfType<string>();
    }
}
