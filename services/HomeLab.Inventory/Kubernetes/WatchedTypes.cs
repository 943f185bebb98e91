namespace HomeLab.Inventory.Kubernetes;

/// <summary>Which types are watched: what a cluster consists of, and what the systems that people run are recognised and judged by.</summary>
sealed class WatchedTypes
{
    static readonly HashSet<string> BuiltIn = new(StringComparer.Ordinal)
    {
        "nodes", "namespaces", "pods", "services", "persistentvolumeclaims", "persistentvolumes", "secrets", "configmaps",
        "deployments.apps", "statefulsets.apps", "daemonsets.apps", "replicasets.apps", "jobs.batch", "cronjobs.batch",
        "endpointslices.discovery.k8s.io", "ingresses.networking.k8s.io", "ingressclasses.networking.k8s.io",
        "networkpolicies.networking.k8s.io", "storageclasses.storage.k8s.io", "csidrivers.storage.k8s.io",
        "horizontalpodautoscalers.autoscaling", "poddisruptionbudgets.policy", "apiservices.apiregistration.k8s.io",
        "validatingwebhookconfigurations.admissionregistration.k8s.io", "mutatingwebhookconfigurations.admissionregistration.k8s.io",
        "customresourcedefinitions.apiextensions.k8s.io",
    };

    /// <summary>Of these the API gives name, labels and owners alone: their content is secret, or huge and of no use.</summary>
    static readonly HashSet<string> MetadataAlone = new(StringComparer.Ordinal)
    {
        "secrets", "configmaps", "customresourcedefinitions.apiextensions.k8s.io",
    };

    /// <summary>A custom resource is watched where its group is named by the catalogue, and always where it may ask for names.</summary>
    readonly HashSet<string> groups;

    /// <param name="groups">API groups of custom resources.</param>
    public WatchedTypes(IEnumerable<string> groups) => this.groups = groups.Concat(["gateway.networking.k8s.io", "externaldns.k8s.io", "traefik.io"]).ToHashSet();

    public bool Has(ResourceType type) => BuiltIn.Contains(type.ToString()) || groups.Contains(type.Group);

    /// <param name="path">Of a request: <c>/api/v1/secrets</c>.</param>
    public static bool IsMetadataAlone(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["api", _, var plural] => MetadataAlone.Contains(plural),
            ["apis", var group, _, var plural] => MetadataAlone.Contains($"{plural}.{group}"),
            _ => false,
        };
    }
}
