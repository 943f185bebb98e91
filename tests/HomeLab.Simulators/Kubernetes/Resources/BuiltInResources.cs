namespace HomeLab.Simulators.Kubernetes.Resources;

/// <summary>What a cluster serves without any definition of ours; the Gateway API and cert-manager's among it, as a lab has them.</summary>
static class BuiltInResources
{
    const bool Cluster = false;
    const bool Namespaced = true;

    public static ResourceKind Definitions { get; } =
        new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", Cluster) { ShortNames = ["crd", "crds"] };

    public static IReadOnlyList<ResourceKind> All { get; } =
    [
        new("", "v1", "namespaces", "Namespace", Cluster) { ShortNames = ["ns"] },
        new("", "v1", "nodes", "Node", Cluster) { ShortNames = ["no"] },
        new("", "v1", "persistentvolumes", "PersistentVolume", Cluster) { ShortNames = ["pv"] },
        new("", "v1", "pods", "Pod", Namespaced) { ShortNames = ["po"] },
        new("", "v1", "services", "Service", Namespaced) { ShortNames = ["svc"] },
        new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", Namespaced) { ShortNames = ["pvc"] },
        new("", "v1", "resourcequotas", "ResourceQuota", Namespaced) { ShortNames = ["quota"] },
        Plain("", "v1", "secrets", "Secret", Namespaced),
        Plain("", "v1", "configmaps", "ConfigMap", Namespaced, "cm"),
        Plain("", "v1", "events", "Event", Namespaced, "ev"),
        Plain("", "v1", "serviceaccounts", "ServiceAccount", Namespaced, "sa"),
        Plain("", "v1", "endpoints", "Endpoints", Namespaced, "ep"),
        Plain("", "v1", "limitranges", "LimitRange", Namespaced, "limits"),
        new("apps", "v1", "deployments", "Deployment", Namespaced) { ShortNames = ["deploy"] },
        new("apps", "v1", "statefulsets", "StatefulSet", Namespaced) { ShortNames = ["sts"] },
        new("apps", "v1", "daemonsets", "DaemonSet", Namespaced) { ShortNames = ["ds"] },
        new("apps", "v1", "replicasets", "ReplicaSet", Namespaced) { ShortNames = ["rs"] },
        new("batch", "v1", "jobs", "Job", Namespaced),
        new("batch", "v1", "cronjobs", "CronJob", Namespaced) { ShortNames = ["cj"] },
        new("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", Namespaced) { ShortNames = ["hpa"] },
        new("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", Namespaced) { ShortNames = ["pdb"] },
        Plain("coordination.k8s.io", "v1", "leases", "Lease", Namespaced),
        Plain("events.k8s.io", "v1", "events", "Event", Namespaced, "ev"),
        Plain("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", Namespaced),
        new("networking.k8s.io", "v1", "ingresses", "Ingress", Namespaced) { ShortNames = ["ing"] },
        Plain("networking.k8s.io", "v1", "ingressclasses", "IngressClass", Cluster),
        Plain("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", Namespaced, "netpol"),
        Plain("storage.k8s.io", "v1", "storageclasses", "StorageClass", Cluster, "sc"),
        Plain("storage.k8s.io", "v1", "csidrivers", "CSIDriver", Cluster),
        Plain("storage.k8s.io", "v1", "csinodes", "CSINode", Cluster),
        new("storage.k8s.io", "v1", "volumeattachments", "VolumeAttachment", Cluster),
        Plain("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", Cluster),
        Plain("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding", Cluster),
        Plain("rbac.authorization.k8s.io", "v1", "roles", "Role", Namespaced),
        Plain("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding", Namespaced),
        new("gateway.networking.k8s.io", "v1", "gatewayclasses", "GatewayClass", Cluster) { IsCustom = true, ShortNames = ["gc"] },
        new("gateway.networking.k8s.io", "v1", "gateways", "Gateway", Namespaced) { IsCustom = true, ShortNames = ["gtw"] },
        new("gateway.networking.k8s.io", "v1", "httproutes", "HTTPRoute", Namespaced) { IsCustom = true },
        new("gateway.networking.k8s.io", "v1", "grpcroutes", "GRPCRoute", Namespaced) { IsCustom = true },
        new("gateway.networking.k8s.io", "v1", "tlsroutes", "TLSRoute", Namespaced) { IsCustom = true },
        new("cert-manager.io", "v1", "certificates", "Certificate", Namespaced) { IsCustom = true, ShortNames = ["cert"] },
        Definitions,
    ];

    static ResourceKind Plain(string group, string version, string plural, string kind, bool isNamespaced, params string[] shortNames) =>
        new(group, version, plural, kind, isNamespaced) { HasStatus = false, ShortNames = shortNames };
}
