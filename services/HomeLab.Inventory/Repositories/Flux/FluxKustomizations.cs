using HomeLab.Inventory.Repositories.Manifests;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Repositories.Flux;

/// <summary>Reads what a Flux <c>Kustomization</c> deploys.</summary>
/// <remarks>https://fluxcd.io/flux/components/kustomize/kustomizations/</remarks>
sealed class FluxKustomizations(Documents documents, Declarations declarations, IEnumerable<Manifest> all)
{
    readonly List<Manifest> sources = [.. all.Where(it => it.Group == "source.toolkit.fluxcd.io")];

    public static bool IsOne(Manifest manifest) => manifest.Is("kustomize.toolkit.fluxcd.io", "Kustomization");

    /// <summary>Null where it is not here.</summary>
    public Deployment? Of(Manifest kustomization, bool isReported)
    {
        if (kustomization.Spec is not { } spec)
            return null;
        var path = spec.Text("path") ?? "";
        if (path.Contains("${", StringComparison.Ordinal))
        {
            if (isReported)
                declarations.Unresolved(UnresolvedCodes.Substitution, path, spec.At, $"the path of {kustomization.Name} has a variable in it");
            return null;
        }
        var directory = RepositoryPath.Combine("", path.StartsWith('/') ? path.TrimStart('/') : path);
        var source = spec.Map("sourceRef");
        if (source is null || !IsHere(kustomization, source, directory, isReported))
            return null;
        if (directory is null || !documents.Tree.HasDirectory(directory))
        {
            if (isReported)
                declarations.Problem(spec.Find("path")?.At ?? spec.At, "spec.path", "MissingFile", $"there is no directory {path}");
            return null;
        }
        return new Deployment(directory, Overlay(spec), "", spec.Map("postBuild"), PlainFiles.OfFlux);
    }

    bool IsHere(Manifest kustomization, MapNode source, string? directory, bool isReported)
    {
        var kind = source.Text("kind") ?? "";
        var name = source.Text("name") ?? "";
        var @namespace = source.Text("namespace") ?? kustomization.Namespace;
        var declared = sources.FirstOrDefault(it => it.Kind == kind && it.Name == name && (it.Namespace.Length == 0 || @namespace.Length == 0 || it.Namespace == @namespace));
        var url = declared?.Spec?.Text("url");
        // What only the cluster declares may be this repository; that the path is here then tells.
        var isHere = kind == "GitRepository" && url is not null && declarations.Options.IsHere(url) is { } known ? known
            : kind is "GitRepository" or "OCIRepository" && directory is not null && documents.Tree.HasDirectory(directory);
        if (!isHere && isReported)
            declarations.Unresolved(UnresolvedCodes.SourceElsewhere, url ?? $"{kind} {name}", source.At, $"{kustomization.Name} is deployed from another source");
        return isHere;
    }

    static MapNode? Overlay(MapNode spec)
    {
        var overlay = MapNode.Empty(spec.At);
        foreach (var (from, to) in (ReadOnlySpan<(string, string)>)[("targetNamespace", "namespace"), ("namePrefix", "namePrefix"), ("nameSuffix", "nameSuffix"), ("patches", "patches"), ("images", "images"), ("components", "components")])
        {
            if (spec.Find(from) is { } value and not TextNode { IsNothing: true })
                overlay = overlay.With(to, value);
        }
        if (spec.Map("commonMetadata") is { } metadata)
        {
            if (metadata.Map("labels") is { } labels)
                overlay = overlay.With("labels", new ListNode(labels.At, [new MapNode(labels.At, [new MapEntry("pairs", labels.At, labels)])]));
            if (metadata.Map("annotations") is { } annotations)
                overlay = overlay.With("commonAnnotations", annotations);
        }
        return overlay.Entries.Count > 0 ? overlay : null;
    }
}
