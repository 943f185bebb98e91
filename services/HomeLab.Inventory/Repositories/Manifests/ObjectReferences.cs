using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Manifests;

/// <summary>What an object needs by name: routes their services and gateways, workloads their configuration and disks.</summary>
static class ObjectReferences
{
    static readonly HashSet<string> Workloads = ["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"];

    public static IEnumerable<ObjectReference> Of(Manifest manifest, string @namespace)
    {
        if (manifest.Group == "gateway.networking.k8s.io" && manifest.Kind.EndsWith("Route", StringComparison.Ordinal))
            return Route(manifest, @namespace);
        if (manifest.Is("networking.k8s.io", "Ingress"))
            return Ingress(manifest.Root, @namespace);
        if (manifest.Is("discovery.k8s.io", "EndpointSlice") && manifest.Label("kubernetes.io/service-name") is { } service)
            return [new ObjectReference("core/Service", @namespace, service, "kubernetes.io/service-name", manifest.At)];
        if (manifest.Is("cert-manager.io", "Certificate") && manifest.Spec?.Map("issuerRef") is { } issuer && issuer.Text("name") is { } name)
        {
            var kind = issuer.Text("kind") ?? "Issuer";
            return [new ObjectReference($"cert-manager.io/{kind}", kind == "ClusterIssuer" ? "" : @namespace, name, "issuerRef", issuer.At)];
        }
        if (manifest.Is("external-secrets.io", "ExternalSecret") && manifest.Spec?.Map("secretStoreRef") is { } store && store.Text("name") is { } stored)
        {
            var kind = store.Text("kind") ?? "SecretStore";
            return [new ObjectReference($"external-secrets.io/{kind}", kind == "ClusterSecretStore" ? "" : @namespace, stored, "secretStoreRef", store.At)];
        }
        return Workloads.Contains(manifest.Kind) ? Pod(manifest.Root, "", @namespace) : [];
    }

    static IEnumerable<ObjectReference> Route(Manifest manifest, string @namespace)
    {
        foreach (var parent in manifest.Spec?.Maps("parentRefs") ?? [])
        {
            if (parent.Text("name") is { } name)
                yield return new ObjectReference(
                    $"{parent.Text("group") ?? "gateway.networking.k8s.io"}/{parent.Text("kind") ?? "Gateway"}", parent.Text("namespace") ?? @namespace, name, "parentRefs", parent.At);
        }
        foreach (var backend in (manifest.Spec?.Maps("rules") ?? []).SelectMany(it => it.Maps("backendRefs")))
        {
            if (backend.Text("name") is { } name)
                yield return new ObjectReference(
                    $"{backend.Text("group") ?? "core"}/{backend.Text("kind") ?? "Service"}", backend.Text("namespace") ?? @namespace, name, "backendRefs", backend.At);
        }
    }

    static IEnumerable<ObjectReference> Ingress(Node node, string @namespace) => node switch
    {
        ListNode list => list.Items.SelectMany(it => Ingress(it, @namespace)),
        MapNode map => (map.TextDown("backend", "service", "name") ?? map.TextDown("defaultBackend", "service", "name")) is { } name
            ? [new ObjectReference("core/Service", @namespace, name, "backend", map.At)]
            : map.Entries.SelectMany(it => Ingress(it.Value, @namespace)),
        _ => [],
    };

    static IEnumerable<ObjectReference> Pod(Node node, string key, string @namespace)
    {
        if (node is ListNode list)
            return list.Items.SelectMany(it => Pod(it, key, @namespace));
        if (node is not MapNode map)
            return [];
        (string Kind, string? Name)? own = key switch
        {
            "configMapRef" or "configMapKeyRef" or "configMap" => ("core/ConfigMap", map.Text("name")),
            "secretRef" or "secretKeyRef" => ("core/Secret", map.Text("name")),
            "secret" => ("core/Secret", map.Text("secretName") ?? map.Text("name")),
            "persistentVolumeClaim" => ("core/PersistentVolumeClaim", map.Text("claimName")),
            "spec" when map.Has("containers") => ("core/ServiceAccount", map.Text("serviceAccountName")),
            _ => null,
        };
        var below = map.Entries.SelectMany(it => Pod(it.Value, it.Key, @namespace));
        return own is (var kind, { } name) ? below.Prepend(new ObjectReference(kind, @namespace, name, key == "spec" ? "serviceAccountName" : key, map.At)) : below;
    }
}
