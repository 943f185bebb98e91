using System.Text.Json.Nodes;
using HomeLab.Inventory.Kubernetes;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Tests.Graph;

/// <summary>Resources as the observers make them.</summary>
static class Seen
{
    static readonly Dictionary<string, string> NoLabels = [];

    /// <param name="name"><c>project/service</c>, or a name alone.</param>
    public static ObservedResource Container(
        string host, string name, string uid, string state = "running", string image = "app:1", string? hostName = null, string? volume = null) => new(
        $"docker/{host}/{name}", uid, "docker.container", name.Replace('/', '-'), state, image,
        hostName is null ? NoLabels : new() { ["traefik.enable"] = "true", ["traefik.http.routers.web.rule"] = $"Host(`{hostName}`)" },
        volume is null ? "{}" : $$"""{"mounts":[{"type":"volume","name":"{{volume}}","source":"/v","destination":"/data"}]}""");

    public static ObservedResource Guest(string cluster, int number, string node, string uuid, string address, string storage) => new(
        $"proxmox/{cluster}/qemu/{number}", uuid, "proxmox.qemu", $"vm{number}", "running", "", NoLabels,
        $$"""{"node":"{{node}}","uuid":"{{uuid}}","addresses":["{{address}}"],"disks":[{"key":"scsi0","storage":"{{storage}}","volume":"{{storage}}:vm-{{number}}","unused":false}]}""");

    public static ObservedResource Node(string cluster, string node, string state = "online") =>
        new($"proxmox/{cluster}/node/{node}", "", "proxmox.node", node, state, "", NoLabels, $$"""{"node":"{{node}}"}""");

    public static ObservedResource Storage(string cluster, string node, string storage, bool isShared = false) => new(
        $"proxmox/{cluster}/storage/{(isShared ? "" : node + "/")}{storage}", "", "proxmox.storage", storage, "available", "", NoLabels,
        $$"""{"storage":"{{storage}}","nodes":["{{node}}"],"shared":{{(isShared ? "true" : "false")}}}""");

    public static ObservedResource Record(string zone, string name, string type, string content, string id) => new(
        $"cloudflare/{zone}/{name}/{type}/{id}", id, "cloudflare.record", $"{name} {type}", "", "", NoLabels,
        $$"""{"name":"{{name}}","type":"{{type}}","content":"{{content}}"}""");

    public static ObservedResource Object(string cluster, string manifest)
    {
        var item = JsonNode.Parse(manifest)!.AsObject();
        var apiVersion = ((string)item["apiVersion"]!).Split('/');
        return ObjectResources.Of(
            cluster, new ResourceType(apiVersion.Length > 1 ? apiVersion[0] : "", apiVersion[^1], "", (string)item["kind"]!), item);
    }
}
