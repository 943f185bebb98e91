using System.Text.Json.Nodes;
using HomeLab.Inventory.Kubernetes;
using HomeLab.Inventory.Resources;

namespace HomeLab.Benchmarks.Graphs;

/// <summary>Clusters of 5,000 objects each, whose nodes are guests of a Proxmox cluster of their own.</summary>
sealed class LargeLab(int clusters)
{
    const int NodesOfCluster = 10;
    const int AppsOfCluster = 355;

    public static string Host(int cluster, int app) => $"host/app{app}.cluster{cluster}.example";

    public IEnumerable<ResourceState> Resources() => Enumerable.Range(0, clusters).SelectMany(Cluster);

    /// <summary>A pod as it is after it moved to another node.</summary>
    public static ResourceState Moved(int round) => Pod(0, 0, 0, $"node{1 + (round % (NodesOfCluster - 1))}");

    static IEnumerable<ResourceState> Cluster(int number)
    {
        foreach (var node in Enumerable.Range(0, NodesOfCluster))
        {
            var (uuid, address) = ($"{number:x8}-0000-4000-8000-{node:x12}", $"10.{number}.0.{node + 1}");
            yield return Proxmox(number, $"qemu/{100 + node}", "qemu", $$"""{"node":"pve{{node % 3}}","uuid":"{{uuid}}","addresses":["{{address}}"],"disks":[{"key":"scsi0","storage":"local","volume":"local:vm-{{node}}","unused":false}]}""");
            yield return Object(number, $$$"""{"apiVersion":"v1","kind":"Node","metadata":{"name":"node{{{node}}}","uid":"{{{number}}}-n{{{node}}}"},"status":{"nodeInfo":{"systemUUID":"{{{uuid}}}"},"addresses":[{"type":"InternalIP","address":"{{{address}}}"}]}}""");
        }
        foreach (var node in Enumerable.Range(0, 3))
        {
            yield return Proxmox(number, $"node/pve{node}", "node", $$"""{"node":"pve{{node}}"}""");
            yield return Proxmox(number, $"storage/pve{node}/local", "storage", $$"""{"storage":"local","nodes":["pve{{node}}"],"shared":false}""");
        }
        yield return Object(number, """{"apiVersion":"gateway.networking.k8s.io/v1","kind":"Gateway","metadata":{"namespace":"gateway","name":"external","uid":"g"}}""");
        for (var app = 0; app < AppsOfCluster; app++)
        {
            foreach (var resource in App(number, app))
                yield return resource;
        }
    }

    /// <summary>13 objects and a host name.</summary>
    static IEnumerable<ResourceState> App(int cluster, int app)
    {
        string Uid(string kind) => $"{cluster}-{app}-{kind}";
        string Metadata(string kind, string name = "app") => $$""" "metadata":{"namespace":"app{{app}}","name":"{{name}}","uid":"{{Uid(kind)}}" """.Trim();
        yield return Object(cluster, $$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"app{{{app}}}","uid":"{{{Uid("ns")}}}"}}""");
        yield return Object(cluster, $$$"""{"apiVersion":"apps/v1","kind":"Deployment",{{{Metadata("deployment")}}}}}""");
        yield return Object(cluster, $$$"""{"apiVersion":"apps/v1","kind":"ReplicaSet",{{{Metadata("rs")}}},"ownerReferences":[{"apiVersion":"apps/v1","kind":"Deployment","name":"app","uid":"{{{Uid("deployment")}}}","controller":true}]}}""");
        for (var pod = 0; pod < 3; pod++)
            yield return Pod(cluster, app, pod, $"node{(app + pod) % NodesOfCluster}");
        yield return Object(cluster, $$$"""{"apiVersion":"v1","kind":"Service",{{{Metadata("service")}}}}}""");
        yield return Object(cluster, $$$"""{"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice",{{{Metadata("slice")}}},"labels":{"kubernetes.io/service-name":"app"}},"endpoints":[{{{string.Join(',', Enumerable.Range(0, 3).Select(it => $$$"""{"addresses":["10.99.0.{{{it}}}"],"targetRef":{"uid":"{{{Uid($"pod{it}")}}}"}}"""))}}}]}""");
        yield return Object(cluster, $$$"""{"apiVersion":"gateway.networking.k8s.io/v1","kind":"HTTPRoute",{{{Metadata("route")}}}},"spec":{"hostnames":["app{{{app}}}.cluster{{{cluster}}}.example"],"parentRefs":[{"name":"external","namespace":"gateway"}],"rules":[{"backendRefs":[{"name":"app"}]}]}}""");
        yield return Object(cluster, $$$"""{"apiVersion":"v1","kind":"PersistentVolumeClaim",{{{Metadata("claim")}}}},"spec":{"volumeName":"volume{{{app}}}"}}""");
        yield return Object(cluster, $$$"""{"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"volume{{{app}}}","uid":"{{{Uid("volume")}}}"}}""");
        yield return Object(cluster, $$$"""{"apiVersion":"v1","kind":"Secret",{{{Metadata("secret")}}}}}""");
        yield return Object(cluster, $$$"""{"apiVersion":"v1","kind":"ConfigMap",{{{Metadata("map")}}}}}""");
    }

    static ResourceState Pod(int cluster, int app, int number, string node) => Object(
        cluster,
        $$$"""{"apiVersion":"v1","kind":"Pod","metadata":{"namespace":"app{{{app}}}","name":"app-{{{number}}}","uid":"{{{cluster}}}-{{{app}}}-pod{{{number}}}","ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"app","uid":"{{{cluster}}}-{{{app}}}-rs","controller":true}]},"spec":{"nodeName":"{{{node}}}","volumes":[{"name":"d","persistentVolumeClaim":{"claimName":"app"}}],"containers":[{"name":"app","envFrom":[{"secretRef":{"name":"app"}},{"configMapRef":{"name":"app"}}]}]}}""");

    static ResourceState Proxmox(int cluster, string path, string kind, string facts) =>
        new($"proxmox/pve{cluster}/{path}", "", $"proxmox.{kind}", path, $"proxmox/pve{cluster}", "running", "", "{}", "[]", facts);

    static ResourceState Object(int cluster, string manifest)
    {
        var item = JsonNode.Parse(manifest)!.AsObject();
        var apiVersion = ((string)item["apiVersion"]!).Split('/');
        var type = new ResourceType(apiVersion.Length > 1 ? apiVersion[0] : "", apiVersion[^1], "", (string)item["kind"]!);
        var seen = ObjectResources.Of($"c{cluster}", type, item);
        return new ResourceState(seen.Address, seen.Uid, seen.Kind, seen.Name, $"kubernetes/c{cluster}", seen.State, seen.Image, "{}", "[]", seen.Facts);
    }
}
