using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Nodes;

/// <summary>The rows of <c>/cluster/resources</c>: who is there is true, what was measured is some seconds old.</summary>
static class ResourceRows
{
    public static JsonArray List(ProxmoxCall call)
    {
        var type = call.Text("type");
        var rows = new JsonArray();
        if (type is null or "vm")
            foreach (var guest in call.View.Guests.Values.Where(guest => call.May($"/vms/{guest.Vmid}", "VM.Audit")))
                rows.Add(GuestRow(call, guest));
        if (type is null or "node")
            foreach (var node in call.View.Nodes)
                rows.Add(NodeRow(call, node));
        if (type is null or "storage")
            foreach (var row in Storages(call))
                rows.Add(row);
        if (type is null)
            foreach (var pool in call.View.Pools.Values.Where(pool => call.May($"/pool/{pool.Name}", "Pool.Audit")))
                rows.Add(new JsonObject { ["id"] = $"/pool/{pool.Name}", ["pool"] = pool.Name, ["type"] = "pool" });
        return rows;
    }

    static JsonObject GuestRow(ProxmoxCall call, Guest guest)
    {
        var row = new JsonObject
        {
            ["id"] = $"{guest.TypeName}/{guest.Vmid}",
            ["vmid"] = guest.Vmid,
            ["node"] = guest.Node,
            ["type"] = guest.TypeName,
            ["status"] = "unknown",
        };
        if (call.View.PoolOf(guest.Vmid) is { } pool)
            row["pool"] = pool;
        if (guest.Config["tags"] is { } tags)
            row["tags"] = tags;
        if (guest.Lock is { } held)
            row["lock"] = held;
        if (guest.HaState is { } state)
            row["hastate"] = state;
        if (call.View.FindNode(guest.Node) is { IsOnline: true }
            && call.Measured.FindGuest(guest.Vmid) is { } measured && measured.Kind == guest.Kind && measured.Node == guest.Node)
            Measure(row, measured, call.Now);
        return row;
    }

    static void Measure(JsonObject row, Guest guest, DateTimeOffset now)
    {
        row["status"] = guest.IsRunning ? "running" : "stopped";
        row["name"] = guest.Name;
        row["template"] = guest.IsTemplate ? 1 : 0;
        row["uptime"] = Measurements.UptimeOf(guest, now);
        row["cpu"] = Measurements.CpuOf(guest, now);
        row["maxcpu"] = guest.Cores;
        row["mem"] = Measurements.MemoryOf(guest, now);
        row["maxmem"] = guest.MemoryBytes;
        row["disk"] = guest.IsQemu ? 0 : Measurements.DiskOf(guest) / 4;
        row["maxdisk"] = Measurements.DiskOf(guest);
        row["netin"] = Measurements.Traffic(guest, now, 3);
        row["netout"] = Measurements.Traffic(guest, now, 5);
        row["diskread"] = Measurements.Traffic(guest, now, 7);
        row["diskwrite"] = Measurements.Traffic(guest, now, 11);
        if (guest.IsQemu)
            row["memhost"] = Measurements.MemoryOf(guest, now);
    }

    static JsonObject NodeRow(ProxmoxCall call, Node node)
    {
        var row = new JsonObject
        {
            ["id"] = $"node/{node.Name}",
            ["node"] = node.Name,
            ["type"] = "node",
            ["status"] = node.IsOnline ? "online" : "offline",
            ["level"] = "",
            ["cgroup-mode"] = 2,
        };
        if (node.IsOnline && call.May($"/nodes/{node.Name}", "Sys.Audit"))
            NodeJson.Measure(row, call.View, node, call.Now);
        return row;
    }

    static IEnumerable<JsonObject> Storages(ProxmoxCall call) =>
        from node in call.View.Nodes
        from storage in call.View.Storages
        where storage.IsOn(node.Name) && !storage.IsDisabled && call.May($"/storage/{storage.Name}", "Datastore.Audit", "Datastore.AllocateSpace")
        select StorageRow(call, node, storage);

    static JsonObject StorageRow(ProxmoxCall call, Node node, Storage storage)
    {
        var row = new JsonObject
        {
            ["id"] = $"storage/{node.Name}/{storage.Name}",
            ["storage"] = storage.Name,
            ["node"] = node.Name,
            ["type"] = "storage",
            ["plugintype"] = storage.Type,
            ["content"] = storage.Content,
            ["shared"] = storage.IsShared ? 1 : 0,
            ["status"] = node.IsOnline && storage.IsActive ? "available" : "unknown",
        };
        if (node.IsOnline && storage.IsActive)
        {
            row["disk"] = call.View.UsedOn(storage, node.Name);
            row["maxdisk"] = storage.SizeBytes;
        }

        return row;
    }
}
