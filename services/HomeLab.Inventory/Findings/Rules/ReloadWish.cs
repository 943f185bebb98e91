using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>At whose change Reloader is to restart a workload.</summary>
/// <remarks>Annotations of the workload or else of its pod template: https://github.com/stakater/Reloader#readme.</remarks>
sealed class ReloadWish(Observation workload)
{
    const string Domain = "reloader.stakater.com";

    static readonly string[] References = ["kubernetes.pod-secret", "kubernetes.pod-configmap"];

    public bool IsAny => Auto("secret") || Auto("configmap") || IsSearching || Named("secret").Length > 0 || Named("configmap").Length > 0;

    bool IsSearching => Says($"{Domain}/search");

    /// <summary>Secrets and ConfigMaps, each once.</summary>
    public IEnumerable<Observation> Of(Survey survey, IEnumerable<Observation> pods)
    {
        var used = pods.SelectMany(it => survey.Graph.Leaving(it.Address)).Where(it => References.Contains(it.Rule)).Select(it => it.To).ToHashSet(StringComparer.Ordinal);
        return survey.Kubernetes("", "Secret").Concat(survey.Kubernetes("", "ConfigMap"))
            .Where(it => it.Site == workload.Site && it.Namespace == workload.Namespace && IsMeant(it, used.Contains(it.Address)));
    }

    bool IsMeant(Observation content, bool isUsed)
    {
        var kind = content.Kind.ToLowerInvariant();
        if (content.Annotations.GetValueOrDefault($"{Domain}/ignore") == "true" || List($"{kind}s.exclude.{Domain}/reload").Contains(content.Name))
            return false;
        return Named(kind).Contains(content.Name)
            || (isUsed && (Auto(kind) || (IsSearching && content.Annotations.GetValueOrDefault($"{Domain}/match") == "true")));
    }

    bool Auto(string kind) => Says($"{Domain}/auto") || Says($"{kind}.{Domain}/auto");

    string[] Named(string kind) => List($"{kind}.{Domain}/reload");

    bool Says(string annotation) => Text(annotation) == "true";

    string[] List(string annotation) => Text(annotation).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    string Text(string annotation) => workload.Annotations.GetValueOrDefault(annotation)
        ?? workload.Facts.At("spec").At("template").At("metadata").At("annotations").Text(annotation);
}
