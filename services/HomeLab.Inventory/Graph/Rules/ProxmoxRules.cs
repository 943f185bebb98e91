using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Graph.Rules;

/// <summary>How guests, nodes and storages hang together.</summary>
static class ProxmoxRules
{
    /// <param name="facts">As <see cref="Proxmox.ProxmoxResources"/> writes them.</param>
    public static Contribution Object(ResourceState resource, JsonObject facts)
    {
        var cluster = string.Join('/', resource.Address.Split('/').Take(2));
        return resource.Kind switch
        {
            "proxmox.storage" => Storage(resource, facts, cluster),
            "proxmox.qemu" or "proxmox.lxc" when facts.Text("template") != "true" => Guest(resource, facts, cluster),
            _ => Contribution.Of(GraphFacts.Node(resource), []),
        };
    }

    static Contribution Guest(ResourceState guest, JsonObject facts, string cluster)
    {
        var node = facts.Text("node");
        var disks = facts["disks"].Items().Where(it => it.Text("unused") != "true" && it.Text("storage").Length > 0);
        return Contribution.Of(
            GraphFacts.Node(guest),
            disks.Select(it => new Link(
                    guest.Address, [$"{cluster}/storage/{node}/{it.Text("storage")}", $"{cluster}/storage/{it.Text("storage")}"], "storedOn", Bond.Requires,
                    "proxmox.disk", $"{it.Text("key")}: {it.Text("volume")}"))
                .Append(new Link(guest.Address, [$"{cluster}/node/{node}"], "runsOn", Bond.Requires, "proxmox.node", $"the cluster lists it on {node}")),
            [
                .. Keys("guest-uuid", facts.Text("uuid").ToLowerInvariant()),
                .. facts["addresses"].Items().SelectMany(it => Keys("guest-address", it.ToString())),
                .. facts["lastAddresses"].Items().SelectMany(it => Keys("guest-last-address", it.ToString())),
            ]);

        IEnumerable<Offer> Keys(string kind, string value) => value.Length > 0 ? [new Offer($"{kind}/{value}", guest.Address)] : [];
    }

    static Contribution Storage(ResourceState storage, JsonObject facts, string cluster)
    {
        var nodes = facts["nodes"].Items().Select(it => it.ToString()).ToList();
        var links = facts.Text("shared") == "true"
            ? []
            : nodes.Select(it => new Link(storage.Address, [$"{cluster}/node/{it}"], "runsOn", Bond.Requires, "proxmox.local-storage", $"it is not shared, and {it} lists it"));
        return Contribution.Of(GraphFacts.Node(storage), links, nodes.Select(it => new Offer($"proxmox-storage/{it}/{facts.Text("storage")}", storage.Address)));
    }
}
