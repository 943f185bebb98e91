using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;
using HomeLab.Proxmox;
using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Nodes;
using HomeLab.Proxmox.Storages;

namespace HomeLab.Inventory.Proxmox;

/// <summary>Turns what a cluster lists into resources. Of what is measured nothing is kept, since it changes at every look, but for a storage that gets full.</summary>
static class ProxmoxResources
{
    static readonly Dictionary<string, string> NoLabels = [];

    /// <param name="backup">See <see cref="GuestBackups.Of"/>.</param>
    public static ObservedResource Of(string cluster, Guest guest, GuestDetails details, LastAddresses last, JsonObject backup)
    {
        var kind = guest.Kind == GuestKind.Lxc ? "lxc" : "qemu";
        var config = details.Config;
        var macs = config?.Networks.Select(it => it.Mac).OfType<string>().ToList() ?? [];
        // A container has no UUID of its own.
        var uid = config?.SystemUuid?.ToString() ?? macs.FirstOrDefault() ?? "";
        var address = $"proxmox/{cluster}/{kind}/{guest.Vmid}";
        var facts = new JsonObject
        {
            ["type"] = kind,
            ["vmid"] = guest.Vmid,
            ["node"] = guest.Node,
            ["name"] = guest.Name,
            ["tags"] = string.Join(';', guest.Tags),
            ["template"] = guest.IsTemplate,
            ["uuid"] = config?.SystemUuid?.ToString(),
            ["macs"] = Texts(macs),
            ["addresses"] = Texts(details.Addresses),
            ["lastAddresses"] = Texts(last.Of(address, uid, details.Addresses)),
            ["ostype"] = config?.OsType,
            ["onboot"] = config?.IsStartedOnBoot,
            ["agent"] = config?.HasAgent,
            ["cores"] = guest.Cores,
            ["memory"] = guest.MaxMemory,
            ["pool"] = guest.Pool,
            ["ha"] = guest.HaState,
            ["lock"] = guest.Lock,
            ["backup"] = backup,
            ["disks"] = new JsonArray([.. (config?.Disks ?? []).Where(it => it.Volume is not null && !it.IsCdrom).Select(it => new JsonObject
            {
                ["key"] = it.Key,
                ["volume"] = it.Volume,
                ["storage"] = it.Storage,
                ["size"] = it.Size,
                ["unused"] = it.IsUnused,
            })]),
        };
        return new ObservedResource(
            address, uid, $"proxmox.{kind}", guest.Name ?? guest.Vmid.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Word(guest.State), "", NoLabels, facts.ToJsonString());
    }

    /// <param name="certificates">Null: nobody told of them yet.</param>
    /// <param name="latestTask">See <see cref="LatestTasks"/>.</param>
    public static ObservedResource Of(string cluster, Node node, IReadOnlyList<NodeCertificate>? certificates, string? latestTask) => new(
        $"proxmox/{cluster}/node/{node.Name}", "", "proxmox.node", node.Name, Word(node.State), "", NoLabels,
        new JsonObject
        {
            ["type"] = "node",
            ["node"] = node.Name,
            ["cores"] = node.Cores,
            ["memory"] = node.MaxMemory,
            [LatestTasks.Fact] = latestTask,
            ["certificates"] = certificates is null ? null : new JsonArray([.. certificates.OrderBy(it => it.FileName, StringComparer.Ordinal).Select(Certificate)]),
        }.ToJsonString());

    static JsonObject Certificate(NodeCertificate certificate) => new()
    {
        ["file"] = certificate.FileName,
        ["subject"] = certificate.Subject,
        ["issuer"] = certificate.Issuer,
        ["names"] = Texts(certificate.Names),
        ["notBefore"] = certificate.NotBefore?.UtcDateTime.ToString("O"),
        ["notAfter"] = certificate.NotAfter?.UtcDateTime.ToString("O"),
        ["fingerprint"] = certificate.Fingerprint?.ToString().Replace(":", "", StringComparison.Ordinal).ToLowerInvariant(),
    };

    /// <summary>A shared storage is one, whichever nodes list it; of one that is not, each node has its own.</summary>
    public static IEnumerable<ObservedResource> Of(string cluster, IEnumerable<StorageResource> storages) => storages
        .GroupBy(it => it.IsShared ? $"proxmox/{cluster}/storage/{it.Name}" : $"proxmox/{cluster}/storage/{it.Node}/{it.Name}")
        .Select(group => new ObservedResource(
            group.Key, "", "proxmox.storage", group.First().Name, group.Any(it => it.IsAvailable) ? "available" : "unavailable", "", NoLabels,
            new JsonObject
            {
                ["type"] = "storage",
                ["storage"] = group.First().Name,
                ["nodes"] = Texts(group.Select(it => it.Node).Order(StringComparer.Ordinal)),
                ["shared"] = group.First().IsShared,
                ["fullBy"] = FullBy(group.First()),
                ["plugintype"] = group.First().Type,
                ["content"] = Texts(group.First().Content.Order(StringComparer.Ordinal)),
            }.ToJsonString()));

    /// <summary>In steps, and nothing below the first: what moves a little is no change.</summary>
    static int? FullBy(StorageResource storage) => storage is not { Used: { } used, Total: > 0 and var total }
        ? null
        : (100 * (double)used / total) switch
        {
            >= 95 => 95,
            >= 90 => 90,
            >= 80 => 80,
            _ => null,
        };

    static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(it => JsonValue.Create(it))];

    static string Word<T>(T state) where T : struct, Enum => state.ToString().ToLowerInvariant();
}
