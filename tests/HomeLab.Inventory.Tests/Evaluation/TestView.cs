using System.Text.Json.Nodes;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Tests.Evaluation;

/// <summary>Views of labs that a test writes down.</summary>
static class TestView
{
    public static SystemCatalog Catalog => field ??= CatalogFiles.Read();

    public static LabView Of(IEnumerable<ResourceState> resources, IReadOnlyList<ProbeReading>? readings = null, IEnumerable<Observation>? named = null)
    {
        List<ResourceState> all = [.. resources];
        IReadOnlyList<Observation> observations = [.. all.Select(ResourceObservation.Of).OfType<Observation>(), .. named ?? []];
        return new LabView
        {
            At = DateTimeOffset.UnixEpoch,
            Graph = GraphBuilder.Build(all.Select(Contributions.Of)),
            Sources = all.Select(it => it.Source).Distinct().ToDictionary(it => it, it => new SourceRow(it, true, "", "", "", null)),
            Parsed = new(observations),
            Catalog = Catalog,
            Reading = CatalogReader.Read(Catalog, observations, readings ?? [], DateTimeOffset.UnixEpoch),
        };
    }

    public static ResourceState Container(string project, string service, string image, string state) => new(
        $"docker/host/{project}/{service}", "uid", "docker.container", service, "docker/host", state, image,
        $$"""{"com.docker.compose.project":"{{project}}","com.docker.compose.service":"{{service}}"}""", "[]", "{}");

    /// <param name="json">The object as it is kept.</param>
    public static ResourceState Object(string json, string state = "")
    {
        var facts = (JsonObject)JsonNode.Parse(json)!;
        var (group, kind, metadata) = (KubernetesObservation.GroupOf((string)facts["apiVersion"]!), (string)facts["kind"]!, facts["metadata"]!);
        var address = string.Join('/', new[] { "kubernetes", "talos", group, kind, (string?)metadata["namespace"], (string)metadata["name"]! }.Where(it => !string.IsNullOrEmpty(it)));
        return new ResourceState(
            address, (string?)metadata["uid"] ?? "", $"kubernetes.{kind}{(group.Length > 0 ? "." + group : "")}", address.Split('/')[^1], "kubernetes/talos", state, "", "{}", "[]", json);
    }

    /// <summary>A Deployment with one pod of its own on a node.</summary>
    public static IEnumerable<ResourceState> Workload(string name, string image, bool isReady, string node) =>
    [
        Object($$$"""
            {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"{{{name}}}","namespace":"apps","uid":"set-{{{name}}}"},
             "spec":{"replicas":1,"template":{"spec":{"containers":[{"name":"main","image":"{{{image}}}"}] } } },"status":{"readyReplicas":{{{(isReady ? 1 : 0)}}} }}
            """, isReady ? "1/1" : "0/1"),
        Object($$$"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{name}}}-0","namespace":"apps","uid":"pod-{{{name}}}",
              "ownerReferences":[{"apiVersion":"apps/v1","kind":"StatefulSet","name":"{{{name}}}","uid":"set-{{{name}}}","controller":true}]},
             "spec":{"nodeName":"{{{node}}}","containers":[{"name":"main","image":"{{{image}}}"}]},"status":{"phase":"{{{(isReady ? "Running" : "Pending")}}}"}}
            """, isReady ? "Running" : "Pending"),
    ];

    public static ResourceState Node(string name, string uuid, bool isReady) => Object($$$"""
        {"apiVersion":"v1","kind":"Node","metadata":{"name":"{{{name}}}","uid":"node-{{{name}}}"},
         "status":{"nodeInfo":{"systemUUID":"{{{uuid}}}"},"conditions":[{"type":"Ready","status":"{{{(isReady ? "True" : "False")}}}"}]}}
        """, isReady ? "Ready" : "NotReady");

    public static ResourceState Guest(int number, string uuid, string state) => new(
        $"proxmox/pve/qemu/{number}", uuid, "proxmox.qemu", $"guest-{number}", "proxmox/pve", state, "", "{}", "[]",
        $$"""{"type":"qemu","vmid":{{number}},"node":"pve1","name":"guest-{{number}}","tags":"","template":false,"onboot":true,"uuid":"{{uuid}}"}""");
}
