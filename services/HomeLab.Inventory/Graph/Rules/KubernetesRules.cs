using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Graph.Rules;

/// <summary>How the objects of a cluster hang together, each by what it says itself.</summary>
static partial class KubernetesRules
{
    /// <param name="facts">As <see cref="Kubernetes.ObjectProjection"/> keeps them.</param>
    public static Contribution Object(ResourceState resource, JsonObject facts)
    {
        var it = new Context(resource, facts);
        IEnumerable<Link> links = it.Kind switch
        {
            "Pod" => Pod(it),
            "Service" when it.Group.Length == 0 => [],
            "EndpointSlice" => EndpointSlice(it),
            "Ingress" => Ingress(it),
            "Gateway" when it.Group == "gateway.networking.k8s.io" => Listeners(it),
            "Secret" when it.Group.Length == 0 => KeptBy(it),
            "HTTPRoute" or "GRPCRoute" or "TLSRoute" or "TCPRoute" => Route(it),
            "PersistentVolumeClaim" => Claim(it),
            "PersistentVolume" => Volume(it),
            "Node" => Node(it),
            "Kustomization" or "HelmRelease" => Flux(it),
            "ExternalSecret" when it.Group == SecretStores => ExternalSecret(it),
            "SecretStore" or "ClusterSecretStore" when it.Group == SecretStores => Store(it),
            _ => [],
        };
        var connectors = Connectors(it);
        return new Contribution(
            [GraphFacts.Node(resource), .. Hosts(it).Select(host => new GraphNode($"host/{host}", "host", host, "")), .. Outside(it)],
            [.. links, .. Owners(it), .. it.InCluster(), .. connectors.Select(TunnelRules.Connected)], [.. Offers(it)])
        {
            Connectors = connectors,
        };
    }

    /// <summary>What runs cloudflared, itself and not what it made.</summary>
    static IReadOnlyList<TunnelConnector> Connectors(Context it) => it.Metadata.At("ownerReferences").Items().Any(owner => owner.Text("controller") == "true")
        ? []
        : [.. it.Facts.At("tunnels").Items().Select(id => new TunnelConnector(
            NodeKeys.OfTunnel(id.ToString()), it.Address, [it.Of("", "Service", "", it.Namespace)], it.Cluster))];

    /// <summary>What the object answers to besides its address.</summary>
    static IEnumerable<Offer> Offers(Context it)
    {
        if (it.Resource.Uid.Length > 0)
            yield return new Offer($"{it.Cluster}/uid/{it.Resource.Uid}", it.Address);
        var status = it.Facts.At("status");
        var addresses = it.Kind switch
        {
            "Node" => status.At("addresses").Items().Where(a => a.Text("type") == "InternalIP").Select(a => (Key: "node-address", Address: a.Text("address"))),
            "Service" when it.Group.Length == 0 => status.At("loadBalancer").At("ingress").Items().Select(a => (Key: "balancer-address", Address: a.Text("ip"))),
            _ => [],
        };
        foreach (var (key, address) in addresses.Where(a => a.Address.Length > 0))
            yield return new Offer($"{key}/{address}", it.Address);
    }

    /// <summary>A controller lives by what it made; of several one is enough.</summary>
    static IEnumerable<Link> Owners(Context it)
    {
        foreach (var owner in it.Metadata.At("ownerReferences").Items().Where(o => o.Text("uid").Length > 0))
        {
            var by = $"{it.Cluster}/uid/{owner.Text("uid")}";
            var evidence = $"metadata.ownerReferences uid {owner.Text("uid")}";
            yield return new Link(it.Address, [by], "ownedBy", Bond.BelongsTo, "kubernetes.owner", evidence);
            if (it.Kind is "Pod" or "ReplicaSet" or "Job" && owner.Text("controller") == "true")
            {
                var group = owner.Text("apiVersion").Split('/') is [var named, _] ? named : "";
                yield return new Link(it.Of(group, owner.Text("kind"), owner.Text("name")), [it.Address], "consistsOf", Bond.AnyOf, "kubernetes.owner", evidence)
                {
                    Group = "owned",
                };
            }
        }
    }

    static IEnumerable<Link> Pod(Context it)
    {
        var spec = it.Facts.At("spec");
        if (spec.Text("nodeName") is { Length: > 0 } node)
            yield return it.To(it.Of("", "Node", node, ""), "runsOn", Bond.Requires, "kubernetes.pod-node", $"spec.nodeName = {node}");
        foreach (var volume in spec.At("volumes").Items())
        {
            var path = $"spec.volumes {volume.Text("name")}";
            if (volume.At("persistentVolumeClaim").Text("claimName") is { Length: > 0 } claim)
                yield return it.To(it.Of("", "PersistentVolumeClaim", claim), "mounts", Bond.Requires, "kubernetes.pod-claim", path);
            if (volume.At("secret").Text("secretName") is { Length: > 0 } secret && volume.At("secret").Text("optional") != "true")
                yield return it.To(it.Of("", "Secret", secret), "mounts", Bond.Requires, "kubernetes.pod-secret", path);
            if (volume.At("configMap").Text("name") is { Length: > 0 } map && volume.At("configMap").Text("optional") != "true")
                yield return it.To(it.Of("", "ConfigMap", map), "mounts", Bond.Requires, "kubernetes.pod-configmap", path);
        }
        foreach (var container in spec.At("containers").Items())
        {
            foreach (var source in container.At("envFrom").Items().Concat(container.At("env").Items().Select(e => e.At("valueFrom")).OfType<JsonNode>()))
            {
                var path = $"environment of {container.Text("name")}";
                var (secret, map) = (source.At("secretRef") ?? source.At("secretKeyRef"), source.At("configMapRef") ?? source.At("configMapKeyRef"));
                if (secret.Text("name").Length > 0 && secret.Text("optional") != "true")
                    yield return it.To(it.Of("", "Secret", secret.Text("name")), "reads", Bond.Requires, "kubernetes.pod-secret", path);
                if (map.Text("name").Length > 0 && map.Text("optional") != "true")
                    yield return it.To(it.Of("", "ConfigMap", map.Text("name")), "reads", Bond.Requires, "kubernetes.pod-configmap", path);
            }
        }
    }

    /// <summary>A service is what its slices point at; any of them is enough.</summary>
    static IEnumerable<Link> EndpointSlice(Context it)
    {
        var name = it.Metadata.At("labels").Text("kubernetes.io/service-name");
        if (name.Length == 0)
            yield break;
        var service = it.Of("", "Service", name);
        foreach (var endpoint in it.Facts.At("endpoints").Items())
        {
            var evidence = $"endpoint {string.Join(' ', endpoint.At("addresses").Items().Select(a => a.ToString()))} of {it.Resource.Name}";
            if (endpoint.At("targetRef") is { } target && target.Text("uid").Length > 0)
            {
                yield return new Link(service, [$"{it.Cluster}/uid/{target.Text("uid")}"], "routesTo", Bond.AnyOf, "kubernetes.endpoint-target", evidence)
                {
                    Group = "endpoints",
                };
                continue;
            }
            // A service without a selector: its slice says where the backend is, often a machine outside the cluster.
            foreach (var address in endpoint.At("addresses").Items().Select(a => a.ToString()))
            {
                yield return new Link(service, [$"guest-address/{address}", $"node-address/{address}", $"guest-last-address/{address}"], "routesTo", Bond.AnyOf, "kubernetes.endpoint-address", evidence)
                {
                    Group = "endpoints",
                };
            }
        }
    }

    static IEnumerable<Link> Claim(Context it)
    {
        var spec = it.Facts.At("spec");
        if (spec.Text("volumeName") is { Length: > 0 } volume)
            yield return it.To(it.Of("", "PersistentVolume", volume, ""), "boundTo", Bond.Requires, "kubernetes.claim-volume", $"spec.volumeName = {volume}");
        if (spec.Text("storageClassName") is { Length: > 0 } storageClass)
            yield return it.To(it.Of("storage.k8s.io", "StorageClass", storageClass, ""), "madeBy", Bond.BelongsTo, "kubernetes.claim-class", $"spec.storageClassName = {storageClass}");
    }

    /// <summary>Proxmox' CSI driver names a disk <c>region/zone/storage/disk</c> in its handle, and says nothing surer of where it is.</summary>
    static IEnumerable<Link> Volume(Context it)
    {
        var csi = it.Facts.At("spec").At("csi");
        if (csi.Text("driver") == "csi.proxmox.sinextra.dev" && csi.Text("volumeHandle").Split('/') is [_, var node, var storage, _, ..])
        {
            yield return it.To(
                $"proxmox-storage/{node}/{storage}", "storedOn", Bond.Requires, "kubernetes.proxmox-csi", $"spec.csi.volumeHandle = {csi.Text("volumeHandle")}");
        }
    }

    /// <summary>
    /// A node is a guest when both say the same UUID. A provider's id is no proof: its region is a word that somebody chose, and its number is
    /// given out again.
    /// </summary>
    static IEnumerable<Link> Node(Context it)
    {
        if (it.Facts.At("status").At("nodeInfo").Text("systemUUID") is { Length: > 0 } uuid)
        {
            yield return it.To(
                $"guest-uuid/{uuid.ToLowerInvariant()}", "runsOn", Bond.Requires, "kubernetes.node-uuid", $"status.nodeInfo.systemUUID = {uuid}");
        }
    }

    /// <summary>What has to be ready before.</summary>
    static IEnumerable<Link> Flux(Context it)
    {
        foreach (var needed in it.Facts.At("spec").At("dependsOn").Items())
        {
            var space = needed.Text("namespace") is { Length: > 0 } named ? named : it.Namespace;
            yield return it.To(it.Of(it.Group, it.Kind, needed.Text("name"), space), "dependsOn", Bond.Uses, "flux.depends-on", $"spec.dependsOn {needed.Text("name")}")
                with { IsEvidentAlone = true };
        }
    }

    /// <summary>An object, and addresses of others of its cluster.</summary>
    sealed record Context(ResourceState Resource, JsonObject Facts)
    {
        public string Cluster { get; } = string.Join('/', Resource.Address.Split('/').Take(2));

        public string Address => Resource.Address;

        public string Kind { get; } = Facts.Text("kind");

        public string Group { get; } = Facts.Text("apiVersion").Split('/') is [var group, _] ? group : "";

        public JsonNode? Metadata => Facts.At("metadata");

        public string Namespace => Metadata.Text("namespace");

        public string Of(string group, string kind, string name) => Of(group, kind, name, Namespace);

        public string Of(string group, string kind, string name, string space) =>
            $"{Cluster}/{(group.Length > 0 ? group + "/" : "")}{kind}/{(space.Length > 0 ? space + "/" : "")}{name}";

        /// <summary>Kinds that exist in the cluster even where nobody may list them are ends in any case.</summary>
        public Link To(string key, string kind, Bond bond, string rule, string evidence) =>
            new(Address, [key], kind, bond, rule, evidence) { IsEvidentAlone = key.StartsWith(Cluster, StringComparison.Ordinal) };

        public IEnumerable<Link> InCluster() => Kind == "Node"
            ? [new Link(Cluster, [Address], "consistsOf", Bond.AnyOf, "kubernetes.nodes", "the API server lists it") { Group = "nodes" }]
            : [];
    }
}
