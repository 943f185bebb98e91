using HomeLab.Inventory.Repositories.Helm;
using HomeLab.Inventory.Repositories.Manifests;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Repositories.Kustomize;

/// <summary>Builds a kustomization as <c>kustomize build</c> does, as far as the repository alone tells.</summary>
/// <remarks>The order of steps is kustomize's (api/internal/target): resources, generators, components, then the transformers in their fixed order.</remarks>
sealed class KustomizeBuild(Documents documents, Declarations declarations)
{
    const int MaxDepth = 30;
    static readonly string[] NotEvaluated = ["vars", "generators", "transformers", "validators", "configurations", "openapi", "helmChartInflationGenerator"];
    readonly Patches patches = new(documents, declarations);
    readonly Generators generators = new(documents, declarations);
    readonly Replacements replacements = new(declarations);
    readonly HashSet<string> built = new(StringComparer.Ordinal);
    int renders;

    /// <summary>Directories that were taken in by anything.</summary>
    public IReadOnlySet<string> Built => built;

    /// <param name="overlay">What an Argo CD <c>Application</c> or a Flux <c>Kustomization</c> adds, in the words of a kustomization; null: nothing.</param>
    /// <param name="from">Who asks.</param>
    public ResourceSet Build(string directory, MapNode? overlay, Place from)
    {
        var set = new ResourceSet();
        Run(set, directory, overlay, from, [], isComponent: false);
        return set;
    }

    /// <summary>What files give without a kustomization, and what somebody adds to them.</summary>
    /// <param name="directories">Kustomizations that are built beside the files.</param>
    public ResourceSet BuildFiles(IEnumerable<string> files, IEnumerable<string> directories, MapNode? overlay, string directory, Place from)
    {
        var set = new ResourceSet();
        foreach (var other in directories)
            Run(set, other, null, from, [], isComponent: false);
        foreach (var file in files)
            AddFile(set, file, from, isNamed: false);
        if (overlay is not null)
            Complete(set, overlay, directory, [], isComponent: true);
        return set;
    }

    void Run(ResourceSet set, string directory, MapNode? overlay, Place from, IReadOnlyList<string> trail, bool isComponent)
    {
        if (trail.Contains(directory) || trail.Count > MaxDepth)
        {
            declarations.Problem(from, "resources", "Cycle", $"it takes itself in: {string.Join(" → ", trail.Append(directory).TakeLast(6))}");
            return;
        }
        built.Add(directory);
        if (++renders > declarations.Limits.MaxRenders)
        {
            if (renders == declarations.Limits.MaxRenders + 1)
                declarations.Problem(from, "", "TooMany", $"more than {declarations.Limits.MaxRenders} kustomizations; the rest is not built");
            return;
        }
        if (KustomizationFiles.In(documents.Tree, directory) is not { } path || documents.Find(path) is not { } file)
        {
            declarations.Problem(from, "resources", "MissingFile", $"{(directory.Length == 0 ? "the repository's root" : directory)} holds no kustomization");
            return;
        }
        documents.Report(file);
        if (file.Broken is not null || file.Documents is not [MapNode root, ..])
            return;
        Complete(set, overlay is null ? root : Overlaid(root, overlay), directory, [.. trail, directory], isComponent);
    }

    /// <summary>What Flux and Argo CD write into the kustomization before they build it.</summary>
    static MapNode Overlaid(MapNode root, MapNode overlay) => overlay.Entries.Aggregate(root, (map, entry) =>
        entry.Value is ListNode more && map.Find(entry.Key) is ListNode there ? map.With(entry.Key, there with { Items = [.. there.Items, .. more.Items] })
        : entry.Value is MapNode pairs && map.Map(entry.Key) is { } old ? map.With(entry.Key, pairs.Entries.Aggregate(old, (all, it) => all.With(it.Key, it.Value)))
        : map.With(entry.Key, entry.Value));

    void Complete(ResourceSet set, MapNode kustomization, string directory, IReadOnlyList<string> trail, bool isComponent)
    {
        // A component changes what is there already; anything else what it takes in itself.
        var own = isComponent ? set : new ResourceSet();
        foreach (var resource in kustomization.Texts("resources").Concat(kustomization.Texts("bases")))
            AddResource(own, resource, directory, trail);
        generators.Run(own, kustomization, directory);
        foreach (var chart in kustomization.Maps("helmCharts"))
            own.Releases.Add(Release(chart, kustomization, directory));
        foreach (var component in kustomization.Texts("components"))
        {
            if (Within(component, directory) is { } path)
                Run(own, path, null, component.At, trail, isComponent: true);
        }
        foreach (var field in NotEvaluated.Where(it => kustomization.Find(it) is ListNode { Items.Count: > 0 } or MapNode { Entries.Count: > 0 }))
            declarations.Unresolved(UnresolvedCodes.NotEvaluated, field, kustomization.Entry(field)!.At, $"`{field}` of a kustomization is not evaluated; it may change what is here");
        Transform(own, kustomization, directory);
        if (own != set)
            set.Add(own);
    }

    void Transform(ResourceSet set, MapNode kustomization, string directory)
    {
        foreach (var patch in kustomization.Texts("patchesStrategicMerge"))
            patches.ApplyStrategic(set, patch, directory);
        foreach (var patch in kustomization.Maps("patches"))
            patches.Apply(set, patch, directory);
        if (kustomization.Text("namespace") is { } @namespace)
            Names.Move(set, @namespace);
        if (kustomization.Text("namePrefix") is not null || kustomization.Text("nameSuffix") is not null)
            Names.Affix(set, kustomization.Text("namePrefix") ?? "", kustomization.Text("nameSuffix") ?? "");
        foreach (var labels in kustomization.Maps("labels"))
        {
            if (labels.Map("pairs") is { } pairs)
                set.Change(_ => true, it => Labels.Add(it, pairs, labels.Boolean("includeSelectors") == true, labels.Boolean("includeTemplates") == true));
        }
        if (kustomization.Map("commonLabels") is { } common)
            set.Change(_ => true, it => Labels.Add(it, common, true, true));
        if (kustomization.Map("commonAnnotations") is { } annotations)
            set.Change(_ => true, it => Labels.Annotate(it, annotations));
        foreach (var patch in kustomization.Maps("patchesJson6902"))
            patches.Apply(set, patch, directory);
        foreach (var replica in kustomization.Maps("replicas"))
        {
            if (replica.Text("name") is { } name && replica.Find("count") is { } count)
                set.Change(
                    it => it.Kind is "Deployment" or "StatefulSet" or "ReplicaSet" or "ReplicationController" && it.IsNamed(name),
                    it => it with { Root = FieldPath.Change(it.Root, "spec/replicas", true, (_, _) => count) });
        }
        Images.Replace(set, [.. kustomization.List("images").Select(it => it is TextNode text ? Images.Parse(text) : it as MapNode).OfType<MapNode>()]);
        foreach (var replacement in kustomization.Maps("replacements"))
        {
            if (replacement.Find("path") is TextNode path)
                foreach (var written in ReplacementsIn(path, directory))
                    replacements.Apply(set, written);
            else
                replacements.Apply(set, replacement);
        }
    }

    IEnumerable<MapNode> ReplacementsIn(TextNode written, string directory)
    {
        if (Within(written, directory) is not { } path || documents.Find(path) is not { } file)
            return [];
        documents.Report(file);
        return file.Documents.SelectMany(it => it is ListNode list ? list.Maps : it is MapNode map ? [map] : []);
    }

    void AddResource(ResourceSet set, TextNode resource, string directory, IReadOnlyList<string> trail)
    {
        if (KustomizationFiles.IsRemote(resource.Text))
            declarations.Unresolved(UnresolvedCodes.RemoteBase, resource.Text, resource.At, "what is behind this URL is not in the repository");
        else if (Within(resource, directory) is not { } path)
            return;
        else if (documents.Tree.HasDirectory(path))
            Run(set, path, null, resource.At, trail, isComponent: false);
        else if (documents.Tree.HasFile(path))
            AddFile(set, path, resource.At, isNamed: true);
        else
            declarations.Problem(resource.At, "resources", "MissingFile", $"there is no {path}");
    }

    void AddFile(ResourceSet set, string path, Place from, bool isNamed)
    {
        if (documents.Find(path) is not { } file)
            return;
        documents.Report(file);
        if (file.Broken is not null || !declarations.Spend(file.Cost, from))
            return;
        var before = set.Manifests.Count;
        set.Manifests.AddRange(ManifestFiles.Of(file));
        if (set.Manifests.Count == before && file.Documents.Count > 0 && isNamed)
            declarations.Problem(from, "resources", "NotAManifest", $"{path} holds no object of Kubernetes");
    }

    string? Within(TextNode written, string directory)
    {
        if (KustomizationFiles.IsRemote(written.Text))
        {
            declarations.Unresolved(UnresolvedCodes.RemoteBase, written.Text, written.At, "what is behind this URL is not in the repository");
            return null;
        }
        if (RepositoryPath.Combine(directory, written.Text) is { } path)
            return path;
        declarations.Problem(written.At, "resources", "OutsideRepository", $"{written.Text} leads out of the repository");
        return null;
    }

    HelmRelease Release(MapNode chart, MapNode kustomization, string directory)
    {
        var values = new List<MapNode>();
        foreach (var file in chart.Texts("valuesFile").Concat(chart.Texts("additionalValuesFiles")))
        {
            if (Within(file, directory) is { } path && documents.Find(path) is { } parsed)
            {
                documents.Report(parsed);
                values.AddRange(parsed.Documents.OfType<MapNode>());
            }
        }
        if (chart.Map("valuesInline") is { } inline)
            values.Add(inline);
        var name = chart.Text("name") ?? "";
        return new HelmRelease(
            chart.Text("releaseName") ?? name, chart.Text("namespace") ?? kustomization.Text("namespace") ?? "", name, chart.Text("repo") ?? "", chart.Text("version") ?? "",
            values, chart.At);
    }
}
