using HomeLab.Inventory.Repositories.Helm;
using HomeLab.Inventory.Repositories.Manifests;
using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Flux;

/// <summary>What Flux' objects need by name.</summary>
static class FluxReferences
{
    public const string DependsOn = "flux.dependsOn";

    public static bool IsRelease(Manifest manifest) => manifest.Is("helm.toolkit.fluxcd.io", "HelmRelease");

    public static IEnumerable<ObjectReference> Of(Manifest manifest)
    {
        if (!FluxKustomizations.IsOne(manifest) && !IsRelease(manifest) || manifest.Spec is not { } spec)
            yield break;
        foreach (var need in spec.Maps("dependsOn"))
        {
            if (need.Text("name") is { } name)
                yield return new ObjectReference($"{manifest.Group}/{manifest.Kind}", need.Text("namespace") ?? manifest.Namespace, name, DependsOn, need.At);
        }
        foreach (var (source, rule) in ((MapNode?, string)[])[
            (spec.Map("sourceRef"), "flux.sourceRef"), (spec.Map("chartRef"), "flux.chartRef"), (spec.Down("chart", "spec", "sourceRef") as MapNode, "flux.sourceRef")])
        {
            if (source?.Text("name") is { } name)
                yield return new ObjectReference($"source.toolkit.fluxcd.io/{source.Text("kind")}", source.Text("namespace") ?? manifest.Namespace, name, rule, source.At);
        }
        foreach (var check in spec.Maps("healthChecks"))
        {
            var version = check.Text("apiVersion") ?? "v1";
            if (check.Text("name") is { } name)
                yield return new ObjectReference(
                    $"{(version.Contains('/', StringComparison.Ordinal) ? version[..version.IndexOf('/', StringComparison.Ordinal)] : "core")}/{check.Text("kind")}",
                    check.Text("namespace") ?? "", name, "flux.healthChecks", check.At);
        }
        foreach (var from in (spec.Down("postBuild", "substituteFrom") as ListNode)?.Maps ?? [])
        {
            if (from.Text("name") is { } name)
                yield return new ObjectReference($"core/{from.Text("kind")}", manifest.Namespace, name, "flux.substituteFrom", from.At);
        }
        foreach (var from in spec.Maps("valuesFrom"))
        {
            if (from.Text("name") is { } name)
                yield return new ObjectReference($"core/{from.Text("kind")}", manifest.Namespace, name, "flux.valuesFrom", from.At);
        }
    }

    /// <param name="values">Of the ConfigMaps that it takes values from, as far as they are known.</param>
    public static HelmRelease ReleaseOf(Manifest manifest, IEnumerable<MapNode> values)
    {
        var spec = manifest.Spec ?? MapNode.Empty(manifest.At);
        var chart = spec.Down("chart", "spec") as MapNode;
        return new HelmRelease(
            spec.Text("releaseName") ?? manifest.Name, spec.Text("targetNamespace") ?? manifest.Namespace, chart?.Text("chart") ?? spec.TextDown("chartRef", "name") ?? "",
            chart?.TextDown("sourceRef", "name") ?? spec.TextDown("chartRef", "name") ?? "", chart?.Text("version") ?? "",
            [.. values, .. spec.Map("values") is { } own ? new[] { own } : []], manifest.At);
    }
}
