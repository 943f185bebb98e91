using HomeLab.Inventory.Repositories.Helm;
using HomeLab.Inventory.Repositories.Manifests;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Repositories.Argo;

/// <summary>Reads what an Argo CD <c>Application</c> deploys.</summary>
/// <remarks>https://argo-cd.readthedocs.io/en/stable/operator-manual/application.yaml</remarks>
sealed class ArgoApplications(Documents documents, Declarations declarations)
{
    public static bool IsOne(Manifest manifest) => manifest.Is("argoproj.io", "Application");

    /// <param name="isReported">Says what is not known; the same question is asked before to learn what is covered.</param>
    public IReadOnlyList<Deployment> Of(Manifest application, bool isReported)
    {
        var deployments = new List<Deployment>();
        foreach (var source in Sources(application))
        {
            if (source.Text("chart") is null && source.Text("path") is { } path && IsHere(source, path, application, isReported) is { } directory && !IsChart(directory))
                deployments.Add(new Deployment(directory, Overlay(source), NamespaceOf(application), null, FilesOf(source)));
        }
        return deployments;
    }

    /// <summary>The charts that it renders.</summary>
    public IEnumerable<HelmRelease> ReleasesOf(Manifest application)
    {
        foreach (var source in Sources(application))
        {
            var local = source.Text("path") is { } path && RepositoryPath.Combine("", path) is { } directory && IsChart(directory) ? directory : null;
            if ((source.Text("chart") ?? local) is not { } chart)
                continue;
            yield return new HelmRelease(
                source.TextDown("helm", "releaseName") ?? application.Name, NamespaceOf(application), chart, source.Text("repoURL") ?? "",
                source.Text("targetRevision") ?? "", [.. Values(source, local)], source.At);
        }
    }

    static IEnumerable<MapNode> Sources(Manifest application) =>
        (application.Spec?.Map("source") is { } one ? [one] : Enumerable.Empty<MapNode>()).Concat(application.Spec?.Maps("sources") ?? []);

    static string NamespaceOf(Manifest application) => application.Spec?.TextDown("destination", "namespace") ?? "";

    bool IsChart(string directory) => documents.Tree.HasFile(directory.Length == 0 ? "Chart.yaml" : $"{directory}/Chart.yaml");

    /// <summary>The directory; null where it is not here.</summary>
    string? IsHere(MapNode source, string path, Manifest application, bool isReported)
    {
        var directory = RepositoryPath.Combine("", path);
        var url = source.Text("repoURL") ?? "";
        var isHere = declarations.Options.IsHere(url) ?? (directory is not null && documents.Tree.HasDirectory(directory));
        var revision = source.Text("targetRevision") ?? "HEAD";
        if (directory is not null && isHere && documents.Tree.HasDirectory(directory) && IsReadRevision(revision) && !source.Has("plugin"))
            return directory;
        if (!isReported)
            return null;
        if (!isHere)
            declarations.Unresolved(UnresolvedCodes.SourceElsewhere, url, source.At, $"{application.Name} is deployed from another repository");
        else if (directory is null || !documents.Tree.HasDirectory(directory))
            declarations.Problem(source.At, "spec.source.path", "MissingFile", $"there is no directory {path}");
        else if (source.Has("plugin"))
            declarations.Unresolved(UnresolvedCodes.NotEvaluated, "plugin", source.At, $"a plugin of Argo CD makes the manifests of {application.Name}");
        else
            declarations.Unresolved(UnresolvedCodes.OtherRevision, revision, source.At, $"{application.Name} is deployed from {revision}, which is not what is read here");
        return null;
    }

    bool IsReadRevision(string revision) => revision is "HEAD" or "" || (declarations.Options.Branch.Length > 0 ? revision == declarations.Options.Branch : revision is "main" or "master");

    static MapNode? Overlay(MapNode source)
    {
        if (source.Map("kustomize") is not { Entries.Count: > 0 } kustomize)
            return null;
        var overlay = MapNode.Empty(kustomize.At);
        foreach (var key in (ReadOnlySpan<string>)["namePrefix", "nameSuffix", "namespace", "commonAnnotations", "images", "replicas", "patches", "components"])
        {
            if (kustomize.Find(key) is { } value)
                overlay = overlay.With(key, value);
        }
        if (kustomize.Map("commonLabels") is { } labels)
        {
            overlay = kustomize.Boolean("labelWithoutSelector") == true
                ? overlay.With("labels", new ListNode(labels.At, [new MapNode(labels.At, [new MapEntry("pairs", labels.At, labels)])]))
                : overlay.With("commonLabels", labels);
        }
        return overlay;
    }

    static PlainFiles FilesOf(MapNode source) => new(
        (source.Down("directory", "recurse") as TextNode)?.AsBoolean == true, false, source.TextDown("directory", "include") ?? "",
        source.TextDown("directory", "exclude") ?? "");

    IEnumerable<MapNode> Values(MapNode source, string? chart)
    {
        foreach (var file in source.Map("helm")?.Texts("valueFiles") ?? [])
        {
            // `$name/…` is a path in another source of the application; which one is not followed further than this repository.
            var written = file.Text.StartsWith('$') && file.Text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? file.Text[(slash + 1)..] : file.Text;
            var from = file.Text.StartsWith('$') ? "" : chart ?? "";
            if (RepositoryPath.Combine(from, written) is { } path && documents.Find(path) is { } parsed)
            {
                documents.Report(parsed);
                foreach (var values in parsed.Documents.OfType<MapNode>())
                    yield return values;
            }
            else
            {
                declarations.Unresolved(UnresolvedCodes.FileNotInRepository, file.Text, file.At, "a file of values is not in the repository");
            }
        }
        if (source.Map("helm")?.Find("values") is TextNode { IsNothing: false } inline)
        {
            var parsed = YamlFile.Read(inline.At.File, new string('\n', inline.At.Line) + inline.Text, declarations.Limits);
            documents.Report(parsed);
            foreach (var values in parsed.Documents.OfType<MapNode>())
                yield return values;
        }
        if (source.Map("helm")?.Map("valuesObject") is { } own)
            yield return own;
    }
}
