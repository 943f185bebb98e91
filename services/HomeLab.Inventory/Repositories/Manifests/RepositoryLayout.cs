using HomeLab.Inventory.Repositories.Kustomize;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Repositories.Manifests;

/// <summary>Knows which files of the repository are manifests, and what takes in what.</summary>
sealed class RepositoryLayout
{
    const int MaxOrdered = 2_000;
    readonly Documents documents;
    readonly Dictionary<string, List<Manifest>> byFile = new(StringComparer.Ordinal);
    readonly HashSet<string> used = new(StringComparer.Ordinal);
    readonly List<(string Directory, bool IsComponent)> kustomizations = [];
    readonly List<string> charts;
    readonly List<ParsedFile> broken = [];

    public RepositoryLayout(Documents documents)
    {
        this.documents = documents;
        charts = [.. documents.Tree.Files.Where(it => RepositoryPath.NameOf(it.Path) == "Chart.yaml").Select(it => RepositoryPath.DirectoryOf(it.Path))];
        foreach (var path in documents.Tree.Files.Select(it => it.Path).Where(it => RepositoryPath.IsYaml(it) || KustomizationFiles.IsOne(it)).ToList())
        {
            if (documents.Tree.Find(path)?.Text is null || IsInChart(path) || documents.Find(path) is not { } file)
                continue;
            if (KustomizationFiles.IsOne(path))
                AddKustomization(path, file);
            else if (file.Broken is not null)
                broken.Add(file);
            else if (ManifestFiles.Of(file).ToList() is { Count: > 0 } found)
                byFile[path] = found;
        }
    }

    /// <summary>Of all files, whether anything deploys them or not.</summary>
    public IEnumerable<Manifest> Manifests => byFile.Values.SelectMany(it => it);

    /// <summary>Directories of kustomizations that are no components.</summary>
    public IEnumerable<string> Kustomizations => kustomizations.Where(it => !it.IsComponent).Select(it => it.Directory);

    /// <summary>Files that are meant to be manifests and cannot be read.</summary>
    public IEnumerable<(ParsedFile File, bool IsTemplate)> Broken => broken.Select(it => (File: it, Text: documents.Text(it.Path) ?? ""))
        .Where(it => it.Text.Contains("apiVersion:", StringComparison.Ordinal) && it.Text.Contains("kind:", StringComparison.Ordinal))
        .Select(it => (it.File, it.Text.Contains("{{", StringComparison.Ordinal) || it.Text.Contains("{%", StringComparison.Ordinal)));

    /// <summary>Directories of kustomizations that nothing takes in and nothing deploys.</summary>
    public IReadOnlyList<string> Roots(IReadOnlyList<Deployment> deployed) =>
        [.. kustomizations.Where(it => !it.IsComponent && !used.Contains(it.Directory) && !deployed.Any(by => Covers(by, it.Directory, isKustomization: true))).Select(it => it.Directory)];

    /// <summary>Files of manifests that nothing takes in and nothing deploys.</summary>
    public IReadOnlyList<string> Loose(IReadOnlyList<Deployment> deployed) =>
        [.. byFile.Keys.Where(path => !used.Contains(path) && !deployed.Any(by => Covers(by, path, isKustomization: false))).Order(StringComparer.Ordinal)];

    /// <summary>Those first that no other deploys, then those that deploy themselves.</summary>
    public static IEnumerable<Manifest> OutermostFirst(IReadOnlyList<Manifest> deployers, Func<Manifest, IEnumerable<Deployment>> deploymentsOf)
    {
        if (deployers.Count > MaxOrdered)
            return deployers;
        var paths = deployers.ToDictionary(it => it, it => deploymentsOf(it).ToList());
        return deployers.OrderBy(it => paths.Count(other => other.Key != it && other.Value.Exists(by => RepositoryPath.IsWithin(it.At.File, by.Path))))
            .ThenBy(it => paths[it].Exists(by => RepositoryPath.IsWithin(it.At.File, by.Path)) ? 0 : 1).ThenBy(it => it.At.File, StringComparer.Ordinal);
    }

    /// <summary>The files that a directory without a kustomization gives.</summary>
    /// <param name="kustomizations">Directories below it that are built by themselves.</param>
    public IReadOnlyList<string> PlainIn(Deployment deployment, out IReadOnlyList<string> kustomizations)
    {
        var (files, directories) = (new List<string>(), new List<string>());
        Collect(deployment.Path);
        kustomizations = directories;
        return files;

        void Collect(string directory)
        {
            foreach (var path in documents.Tree.In(directory))
            {
                if (documents.Tree.HasDirectory(path))
                {
                    if (deployment.Files.TakesKustomizations && KustomizationFiles.In(documents.Tree, path) is not null)
                        directories.Add(path);
                    else if (deployment.Files.IsRecursive)
                        Collect(path);
                }
                else if ((RepositoryPath.IsYaml(path) || path.EndsWith(".json", StringComparison.Ordinal)) && IsTaken(deployment, path))
                {
                    files.Add(path);
                }
            }
        }
    }

    static bool IsTaken(Deployment deployment, string path)
    {
        var relative = deployment.Path.Length == 0 ? path : path[(deployment.Path.Length + 1)..];
        return (deployment.Files.Include.Length == 0 || Glob.IsMatch(deployment.Files.Include, relative))
            && (deployment.Files.Exclude.Length == 0 || !Glob.IsMatch(deployment.Files.Exclude, relative));
    }

    bool Covers(Deployment by, string path, bool isKustomization)
    {
        if (KustomizationFiles.In(documents.Tree, by.Path) is not null)
            return isKustomization && path == by.Path;
        if (isKustomization)
            return by.Files.TakesKustomizations && RepositoryPath.IsWithin(path, by.Path);
        return by.Files.IsRecursive ? RepositoryPath.IsWithin(path, by.Path) : RepositoryPath.DirectoryOf(path) == by.Path;
    }

    void AddKustomization(string path, ParsedFile file)
    {
        var directory = RepositoryPath.DirectoryOf(path);
        var root = file.Documents is [MapNode map, ..] ? map : null;
        // Flux calls its own object by the same name; in such a file it is a manifest.
        if (root?.Text("apiVersion")?.StartsWith("kustomize.toolkit.fluxcd.io/", StringComparison.Ordinal) == true)
        {
            byFile[path] = [.. ManifestFiles.Of(file)];
            return;
        }
        kustomizations.Add((directory, root?.Text("kind") == "Component"));
        used.Add(path);
        if (root is not null)
            used.UnionWith(KustomizationFiles.Uses(root, directory).Where(it => it != directory));
    }

    bool IsInChart(string path) => charts.Exists(it => path != $"{it}/Chart.yaml" && RepositoryPath.IsWithin(path, it) && (it.Length > 0 || path.StartsWith("templates/", StringComparison.Ordinal)));
}
