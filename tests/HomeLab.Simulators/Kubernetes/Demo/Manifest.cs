using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Kubernetes.Demo;

/// <summary>Objects as a running cluster has them: with the status that its controllers write.</summary>
static class Manifest
{
    public static JsonObject Node(string name, string address, string uuid) => Of("v1", "Node", "", name, null, new()
    {
        ["conditions"] = new JsonArray(Condition("Ready"), Condition("NetworkUnavailable", "False")),
        ["addresses"] = new JsonArray(new JsonObject { ["type"] = "InternalIP", ["address"] = address }, new JsonObject { ["type"] = "Hostname", ["address"] = name }),
        ["nodeInfo"] = new JsonObject { ["systemUUID"] = uuid, ["kubeletVersion"] = "v1.33.2", ["osImage"] = "Talos (v1.10.5)", ["containerRuntimeVersion"] = "containerd://2.0.5" },
    });

    public static JsonObject GatewayClass(string name) => Of(
        "gateway.networking.k8s.io/v1", "GatewayClass", "", name, new() { ["controllerName"] = "io.cilium/gateway-controller" },
        new() { ["conditions"] = new JsonArray(Condition("Accepted")) });

    public static JsonObject Gateway(string space, string name, string address) => Of(
        "gateway.networking.k8s.io/v1", "Gateway", space, name,
        new()
        {
            ["gatewayClassName"] = "cilium",
            ["listeners"] = new JsonArray(new JsonObject
            {
                ["name"] = "https",
                ["port"] = 443,
                ["protocol"] = "HTTPS",
                ["hostname"] = "*.example.org",
                ["tls"] = new JsonObject { ["certificateRefs"] = new JsonArray(new JsonObject { ["name"] = "wildcard" }) },
                ["allowedRoutes"] = new JsonObject { ["namespaces"] = new JsonObject { ["from"] = "All" } },
            }),
        },
        new()
        {
            ["addresses"] = new JsonArray(new JsonObject { ["type"] = "IPAddress", ["value"] = address }),
            ["conditions"] = new JsonArray(Condition("Accepted"), Condition("Programmed")),
        });

    /// <summary>Of Let's Encrypt, which issues for 90 days; cert-manager renews when a third is left.</summary>
    public static JsonObject Certificate(string space, string name, string host, DateTimeOffset issuedAt) => Of(
        "cert-manager.io/v1", "Certificate", space, name,
        new()
        {
            ["secretName"] = name, ["dnsNames"] = new JsonArray(host),
            ["issuerRef"] = new JsonObject { ["kind"] = "ClusterIssuer", ["name"] = "letsencrypt" },
        },
        new()
        {
            ["notBefore"] = Time(issuedAt), ["notAfter"] = Time(issuedAt.AddDays(90)), ["renewalTime"] = Time(issuedAt.AddDays(60)), ["revision"] = 1,
            ["conditions"] = new JsonArray(Condition("Ready")),
        });

    /// <summary>As cert-manager marks it.</summary>
    public static JsonObject Secret(string space, string certificate)
    {
        var made = Of("v1", "Secret", space, certificate, null, null);
        made["type"] = "kubernetes.io/tls";
        made["metadata"]!["annotations"] = new JsonObject { ["cert-manager.io/certificate-name"] = certificate, ["cert-manager.io/issuer-name"] = "letsencrypt" };
        return made;
    }

    static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static JsonObject StorageClass(string name, string provisioner)
    {
        var made = Of("storage.k8s.io/v1", "StorageClass", "", name, null, null);
        made["metadata"]!["annotations"] = new JsonObject { ["storageclass.kubernetes.io/is-default-class"] = "true" };
        made["provisioner"] = provisioner;
        return made;
    }

    public static JsonObject Deployment(App app) => Of(
        "apps/v1", "Deployment", app.Namespace, app.Name,
        new() { ["replicas"] = 1, ["selector"] = new JsonObject { ["matchLabels"] = Labels(app) }, ["template"] = Template(app) },
        new()
        {
            ["observedGeneration"] = 1, ["replicas"] = 1, ["readyReplicas"] = 1, ["updatedReplicas"] = 1, ["availableReplicas"] = 1,
            ["conditions"] = new JsonArray(Condition("Available")),
        });

    public static JsonObject ReplicaSet(App app, string name) => OwnedBy("apps/v1", "Deployment", app.Namespace, app.Name, Of(
        "apps/v1", "ReplicaSet", app.Namespace, name,
        new() { ["replicas"] = 1, ["selector"] = new JsonObject { ["matchLabels"] = Labels(app) }, ["template"] = Template(app) },
        new() { ["observedGeneration"] = 1, ["replicas"] = 1, ["readyReplicas"] = 1 }));

    public static JsonObject Pod(App app, string set, string name, string node)
    {
        var spec = Template(app)["spec"]!.DeepClone().AsObject();
        spec["nodeName"] = node;
        var pod = OwnedBy("apps/v1", "ReplicaSet", app.Namespace, set, Of("v1", "Pod", app.Namespace, name, spec, new()
        {
            ["phase"] = "Running",
            ["conditions"] = new JsonArray(Condition("Ready")),
            ["containerStatuses"] = new JsonArray(new JsonObject
            {
                ["name"] = app.Name, ["image"] = app.Image, ["ready"] = true, ["restartCount"] = 0, ["state"] = new JsonObject { ["running"] = new JsonObject() },
            }),
        }));
        pod["metadata"]!["labels"] = Labels(app);
        return pod;
    }

    public static JsonObject Service(string space, string name, int port, bool selects)
    {
        var spec = new JsonObject { ["type"] = "ClusterIP", ["ports"] = new JsonArray(new JsonObject { ["name"] = "main", ["port"] = port }) };
        if (selects)
            spec["selector"] = new JsonObject { ["app.kubernetes.io/name"] = name };
        return Of("v1", "Service", space, name, spec, null);
    }

    /// <param name="pod">Null: the address is a machine beside the cluster.</param>
    public static JsonObject Slice(string space, string service, int port, string address, string? pod)
    {
        var slice = Of("discovery.k8s.io/v1", "EndpointSlice", space, $"{service}-7vq2p", null, null);
        slice["metadata"]!["labels"] = new JsonObject { ["kubernetes.io/service-name"] = service };
        slice["addressType"] = "IPv4";
        var endpoint = new JsonObject { ["addresses"] = new JsonArray(address), ["conditions"] = new JsonObject { ["ready"] = true } };
        if (pod is not null)
            endpoint["targetRef"] = new JsonObject { ["kind"] = "Pod", ["namespace"] = space, ["name"] = pod, ["uid"] = UidOf("Pod", space, pod) };
        slice["endpoints"] = new JsonArray(endpoint);
        slice["ports"] = new JsonArray(new JsonObject { ["name"] = "main", ["port"] = port, ["protocol"] = "TCP" });
        return slice;
    }

    public static JsonObject Route(string space, string service, string host, int port, string gateway) => Of(
        "gateway.networking.k8s.io/v1", "HTTPRoute", space, service,
        new()
        {
            ["hostnames"] = new JsonArray(host),
            ["parentRefs"] = new JsonArray(new JsonObject { ["name"] = "external", ["namespace"] = gateway }),
            ["rules"] = new JsonArray(new JsonObject { ["backendRefs"] = new JsonArray(new JsonObject { ["name"] = service, ["port"] = port }) }),
        },
        new()
        {
            ["parents"] = new JsonArray(new JsonObject
            {
                ["controllerName"] = "io.cilium/gateway-controller",
                ["parentRef"] = new JsonObject { ["name"] = "external", ["namespace"] = gateway },
                ["conditions"] = new JsonArray(Condition("Accepted"), Condition("ResolvedRefs")),
            }),
        });

    public static JsonObject Claim(App app) => Of(
        "v1", "PersistentVolumeClaim", app.Namespace, app.Name,
        new() { ["storageClassName"] = "proxmox-lvm", ["volumeName"] = VolumeOf(app), ["accessModes"] = new JsonArray("ReadWriteOnce") },
        new() { ["phase"] = "Bound" });

    public static JsonObject Volume(App app) => Of(
        "v1", "PersistentVolume", "", VolumeOf(app),
        new()
        {
            ["storageClassName"] = "proxmox-lvm",
            ["capacity"] = new JsonObject { ["storage"] = string.Create(CultureInfo.InvariantCulture, $"{app.ClaimGiB}Gi") },
            ["claimRef"] = new JsonObject { ["namespace"] = app.Namespace, ["name"] = app.Name },
            ["csi"] = new JsonObject { ["driver"] = "csi.proxmox.sinextra.dev", ["volumeHandle"] = $"demo/pve/local-lvm/vm-9999-{VolumeOf(app)}" },
        },
        new() { ["phase"] = "Bound" });

    static JsonObject Template(App app)
    {
        var spec = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = app.Name, ["image"] = app.Image }) };
        if (app.ClaimGiB > 0)
            spec["volumes"] = new JsonArray(new JsonObject { ["name"] = "data", ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = app.Name } });
        return new JsonObject { ["metadata"] = new JsonObject { ["labels"] = Labels(app) }, ["spec"] = spec };
    }

    static JsonObject Labels(App app) => new() { ["app.kubernetes.io/name"] = app.Name };

    static string VolumeOf(App app) => $"pvc-{UidOf("PersistentVolumeClaim", app.Namespace, app.Name)}";

    static JsonObject Of(string version, string kind, string space, string name, JsonObject? spec, JsonObject? status)
    {
        var metadata = new JsonObject { ["name"] = name, ["uid"] = UidOf(kind, space, name), ["generation"] = 1 };
        if (space.Length > 0)
            metadata["namespace"] = space;
        var made = new JsonObject { ["apiVersion"] = version, ["kind"] = kind, ["metadata"] = metadata };
        if (spec is not null)
            made["spec"] = spec;
        if (status is not null)
            made["status"] = status;
        return made;
    }

    static JsonObject OwnedBy(string version, string kind, string space, string name, JsonObject owned)
    {
        owned["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = version, ["kind"] = kind, ["name"] = name, ["uid"] = UidOf(kind, space, name), ["controller"] = true,
        });
        return owned;
    }

    static JsonObject Condition(string type, string status = "True") => new()
    {
        ["type"] = type, ["status"] = status, ["reason"] = type, ["observedGeneration"] = 1, ["lastTransitionTime"] = "2026-01-01T00:00:00Z",
    };

    /// <summary>The same at every start.</summary>
    static string UidOf(string kind, string space, string name) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}/{space}/{name}")).AsSpan(0, 16)).ToString();
}
