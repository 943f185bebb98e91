using HomeLab.Inventory.Catalog;

namespace HomeLab.Inventory.Systems;

/// <summary>Who keeps an object as it is, by what that one writes onto it.</summary>
static class Writers
{
    static readonly (string Key, string Name)[] Known =
    [
        ("argocd.argoproj.io/instance", "Argo CD application"),
        ("helm.toolkit.fluxcd.io/name", "Flux HelmRelease"),
        ("kustomize.toolkit.fluxcd.io/name", "Flux Kustomization"),
        ("meta.helm.sh/release-name", "Helm release"),
        ("com.docker.compose.project", "Compose project"),
    ];

    /// <returns>Empty: nobody left a word.</returns>
    public static string Of(Observation observation)
    {
        // app:group/Kind:namespace/name
        if (observation.Annotations.TryGetValue("argocd.argoproj.io/tracking-id", out var tracked))
            return $"Argo CD application {tracked.Split(':')[0]}";
        foreach (var (key, name) in Known)
        {
            if (observation.Labels.TryGetValue(key, out var value) || observation.Annotations.TryGetValue(key, out value))
                return $"{name} {value}";
        }
        return "";
    }
}
