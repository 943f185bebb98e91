using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Guests;
using HomeLab.Simulators.Proxmox.Listening;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Nodes;

static class NodeJson
{
    public static JsonObject Row(Cluster cluster, Node node, bool isMeasured, DateTimeOffset now)
    {
        var row = new JsonObject
        {
            ["id"] = $"node/{node.Name}",
            ["node"] = node.Name,
            ["type"] = "node",
            ["status"] = node.IsOnline ? "online" : "offline",
            ["level"] = "",
            ["ssl_fingerprint"] = Certificates.Fingerprint(node.Certificate.Pem),
        };
        if (node.IsOnline && isMeasured)
            Measure(row, cluster, node, now);
        return row;
    }

    public static void Measure(JsonObject row, Cluster cluster, Node node, DateTimeOffset now)
    {
        row["cpu"] = Measurements.CpuOf(node, now);
        row["maxcpu"] = node.Cores;
        row["mem"] = Measurements.MemoryOf(cluster, node, now);
        row["maxmem"] = node.MemoryGiB * DiskText.GiB;
        row["disk"] = node.DiskGiB * DiskText.GiB / 8;
        row["maxdisk"] = node.DiskGiB * DiskText.GiB;
        row["uptime"] = Measurements.UptimeOf(node, now);
    }

    public static JsonObject Status(Cluster cluster, Node node, DateTimeOffset now)
    {
        var (total, used) = (node.MemoryGiB * DiskText.GiB, Measurements.MemoryOf(cluster, node, now));
        var (disk, filled) = (node.DiskGiB * DiskText.GiB, node.DiskGiB * DiskText.GiB / 8);
        var load = Measurements.CpuOf(node, now) * node.Cores;
        return new JsonObject
        {
            ["cpu"] = Measurements.CpuOf(node, now),
            ["wait"] = 0,
            ["idle"] = 0,
            ["cpuinfo"] = new JsonObject { ["model"] = "Simulated CPU", ["sockets"] = 1, ["cores"] = node.Cores, ["cpus"] = node.Cores, ["mhz"] = "3600.000", ["hvm"] = "1", ["user_hz"] = 100, ["flags"] = "fpu vme" },
            ["memory"] = new JsonObject { ["total"] = total, ["used"] = used, ["free"] = total - used, ["available"] = total - used },
            ["swap"] = new JsonObject { ["total"] = 8 * DiskText.GiB, ["used"] = 0, ["free"] = 8 * DiskText.GiB },
            ["rootfs"] = new JsonObject { ["total"] = disk, ["used"] = filled, ["free"] = disk - filled, ["avail"] = disk - filled },
            // Strings, as the kernel writes them.
            ["loadavg"] = new JsonArray(Text(load), Text(load * 0.9), Text(load * 0.8)),
            ["uptime"] = Measurements.UptimeOf(node, now),
            ["kversion"] = "Linux 6.17.2-1-pve #1 SMP PREEMPT_DYNAMIC PMX 6.17.2-1",
            ["current-kernel"] = new JsonObject { ["sysname"] = "Linux", ["release"] = "6.17.2-1-pve", ["version"] = "#1 SMP PREEMPT_DYNAMIC PMX 6.17.2-1", ["machine"] = "x86_64" },
            ["boot-info"] = new JsonObject { ["mode"] = "efi", ["secureboot"] = 0 },
            ["pveversion"] = $"pve-manager/{cluster.Version}/1a2b3c4d",
        };
    }

    static JsonNode Text(double load) => load.ToString("0.00", CultureInfo.InvariantCulture);
}
