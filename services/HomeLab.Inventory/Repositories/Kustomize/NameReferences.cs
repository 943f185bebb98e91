using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Kustomize;

/// <summary>The fields of Kubernetes' own kinds that hold another object's name.</summary>
/// <remarks>Of kustomize's configuration (api/internal/konfig/builtinpluginconsts/namereference.go) what a lab has; custom resources are in neither.</remarks>
static class NameReferences
{
    static readonly HashSet<string> Referrers =
    [
        "Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob", "Ingress", "ServiceAccount", "RoleBinding",
        "ClusterRoleBinding", "HorizontalPodAutoscaler", "PersistentVolumeClaim", "APIService", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration",
    ];

    /// <param name="kind">Of the object.</param>
    /// <param name="rename">Of the kind, the name and the namespace that are referred to, the last null where it is the object's own.</param>
    public static Node Change(Node node, string kind, Func<string, string, string?, string> rename) =>
        Referrers.Contains(kind) ? Walk(node, "", kind, rename) : node;

    static Node Walk(Node node, string key, string kind, Func<string, string, string?, string> rename) => node switch
    {
        ListNode list => list with { Items = [.. list.Items.Select(it => Walk(it, key, kind, rename))] },
        MapNode map => Refer(map with { Entries = [.. map.Entries.Select(it => it with { Value = Walk(it.Value, it.Key, kind, rename) })] }, key, kind, rename),
        _ => node,
    };

    static MapNode Refer(MapNode map, string key, string kind, Func<string, string, string?, string> rename)
    {
        foreach (var (field, target) in Fields(map, key, kind))
        {
            if (map.Find(field) is TextNode { IsNothing: false } name)
                map = map.With(field, name with { Text = rename(target, name.Text, map.Text("namespace")), IsPlain = false });
        }
        return map;
    }

    static IEnumerable<(string Field, string Kind)> Fields(MapNode map, string key, string kind)
    {
        switch (key)
        {
            case "configMapRef" or "configMapKeyRef" or "configMap":
                yield return ("name", "ConfigMap");
                break;
            case "secretRef" or "secretKeyRef" or "imagePullSecrets":
            case "secrets" when kind == "ServiceAccount":
                yield return ("name", "Secret");
                break;
            case "secret":
                yield return (map.Has("secretName") ? "secretName" : "name", "Secret");
                break;
            case "tls" when kind == "Ingress":
                yield return ("secretName", "Secret");
                break;
            case "persistentVolumeClaim":
                yield return ("claimName", "PersistentVolumeClaim");
                break;
            case "service":
                yield return ("name", "Service");
                break;
            case "backend" when map.Has("serviceName"):
                yield return ("serviceName", "Service");
                break;
            case "subjects" or "roleRef" or "scaleTargetRef" when map.Text("kind") is { } named:
                yield return ("name", named);
                break;
            case "spec":
                yield return ("serviceAccountName", "ServiceAccount");
                yield return ("priorityClassName", "PriorityClass");
                if (kind == "StatefulSet")
                    yield return ("serviceName", "Service");
                if (kind is "PersistentVolumeClaim" or "StatefulSet")
                    yield return ("storageClassName", "StorageClass");
                if (kind == "Ingress")
                    yield return ("ingressClassName", "IngressClass");
                break;
        }
    }
}
