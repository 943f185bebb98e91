using System.Text.Json.Nodes;
using HomeLab.Inventory.Backups;
using HomeLab.Inventory.Repositories.Pulls;
using HomeLab.Inventory.Zones;

namespace HomeLab.Inventory.Catalog;

/// <summary>Reads what is neither a Kubernetes object nor a container.</summary>
static class OtherObservations
{
    /// <param name="item">An item of Proxmox' <c>/cluster/resources</c>: a guest, a node or a storage.</param>
    public static Observation OfProxmox(string cluster, JsonObject item)
    {
        var kind = (string?)item["type"] ?? "";
        var name = (string?)item["name"] ?? (string?)item["storage"] ?? (string?)item["node"] ?? "";
        return new Observation
        {
            Address = kind is "qemu" or "lxc" ? $"proxmox/{cluster}/{kind}/{item["vmid"]}" : $"proxmox/{cluster}/{kind}/{name}",
            Platform = Platform.Proxmox,
            Kind = kind,
            Name = name,
            // Proxmox writes them with semicolons and takes commas and spaces as well.
            Tags = ((string?)item["tags"] ?? "").Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries),
            Facts = item,
        };
    }

    /// <param name="path">Within the repository, with slashes.</param>
    public static Observation OfFile(string repository, string path, string text) => new()
    {
        Address = $"repository/{repository}/{path}",
        Platform = Platform.Repository,
        Kind = "file",
        Name = path,
        Text = text,
    };

    /// <param name="facts">As <see cref="PullRequestResources"/> writes them.</param>
    public static Observation OfPull(string name, JsonObject facts) => new()
    {
        Address = "",
        Platform = Platform.Repository,
        Kind = PullRequestResources.Kind,
        Name = name,
        Facts = facts,
    };

    /// <param name="key">As Backups calls it: <c>nightly/docker/nas/volume/shop_data</c>.</param>
    /// <param name="facts">As <see cref="BackupResources"/> writes them.</param>
    public static Observation OfCopy(string key, JsonObject facts) => new()
    {
        Address = "",
        Platform = Platform.Copy,
        Kind = BackupResources.Kind,
        Name = key,
        Facts = facts,
    };

    /// <param name="site">What it leads to, where that is observed, else who is configured with it: <c>docker/komodo-host</c>, <c>lab/home</c>.</param>
    public static Observation OfUrl(string site, string url) => new()
    {
        Address = $"{site}/{url}",
        Platform = Platform.Endpoint,
        Kind = "url",
        Name = url,
    };

    /// <param name="record">As <see cref="ZoneResources"/> writes it.</param>
    public static Observation OfRecord(JsonObject record) => new()
    {
        Address = $"cloudflare/{record["name"]}",
        Platform = Platform.Endpoint,
        Kind = ZoneResources.CloudflareKind,
        Name = (string?)record["name"] ?? "",
        Facts = record,
    };

    /// <param name="host">Where something answers.</param>
    public static Observation OfPort(string site, string host, int port) => new()
    {
        Address = $"{site}/{host}:{port}",
        Platform = Platform.Endpoint,
        Kind = "port",
        Name = host,
        Ports = [port],
    };
}
