using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Nodes;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>Guests in a node's list and in <c>status/current</c>.</summary>
static class GuestRows
{
    public static JsonObject Row(Guest guest, DateTimeOffset now)
    {
        var row = new JsonObject
        {
            ["vmid"] = guest.Vmid,
            ["name"] = guest.Name,
            ["status"] = guest.IsRunning ? "running" : "stopped",
            ["cpus"] = guest.Cores,
            // Perl tells a zero without a point.
            ["cpu"] = guest.IsRunning ? Measurements.CpuOf(guest, now) : 0,
            ["mem"] = Measurements.MemoryOf(guest, now),
            ["maxmem"] = guest.MemoryBytes,
            ["disk"] = guest.IsQemu ? 0 : Measurements.DiskOf(guest) / 4,
            ["maxdisk"] = Measurements.DiskOf(guest),
            ["uptime"] = Measurements.UptimeOf(guest, now),
            ["netin"] = Measurements.Traffic(guest, now, 3),
            ["netout"] = Measurements.Traffic(guest, now, 5),
            ["diskread"] = Measurements.Traffic(guest, now, 7),
            ["diskwrite"] = Measurements.Traffic(guest, now, 11),
        };
        if (guest.IsRunning)
            row["pid"] = 20_000 + guest.Vmid;
        foreach (var key in new[] { "lock", "tags" })
            if (guest.Config[key] is { } value)
                row[key] = value;
        if (guest.IsTemplate)
            row["template"] = 1;
        if (guest.IsQemu)
            row["memhost"] = Measurements.MemoryOf(guest, now);
        else
            Container(row, guest);
        return row;
    }

    public static JsonObject Current(Guest guest, DateTimeOffset now)
    {
        var current = Row(guest, now);
        current["ha"] = guest.HaState is { } state ? new JsonObject { ["managed"] = 1, ["state"] = state } : new JsonObject { ["managed"] = 0 };
        if (!guest.IsQemu)
            return current;
        current["qmpstatus"] = guest.Power.ToString().ToLowerInvariant();
        if (AgentText.IsEnabled(guest.Config["agent"]))
            current["agent"] = 1;
        if (!guest.IsRunning)
            return current;
        current["running-machine"] = "pc-i440fx-10.1+pve0";
        current["running-qemu"] = "10.1.2";
        current["balloon"] = guest.MemoryBytes;
        current["nics"] = new JsonObject(guest.Config.Values.Keys.Where(ConfigKeys.IsNetwork).Select(key => KeyValuePair.Create(
            string.Create(CultureInfo.InvariantCulture, $"tap{guest.Vmid}i{key[3..]}"),
            (JsonNode?)new JsonObject { ["netin"] = Measurements.Traffic(guest, now, 3), ["netout"] = Measurements.Traffic(guest, now, 5) })));
        current["blockstat"] = new JsonObject(guest.Config.Disks.Select(disk => KeyValuePair.Create(
            disk.Key, (JsonNode?)new JsonObject { ["rd_bytes"] = Measurements.Traffic(guest, now, 7), ["wr_bytes"] = Measurements.Traffic(guest, now, 11) })));
        return current;
    }

    static void Container(JsonObject row, Guest guest)
    {
        row["type"] = "lxc";
        row["swap"] = 0;
        row["maxswap"] = guest.Config.Number("swap", 512) * 1024L * 1024L;
    }
}
