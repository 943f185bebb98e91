using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Catalog.Judging;

/// <summary>What Proxmox tells of an item of its resources.</summary>
static class ProxmoxHealth
{
    const double Full = 0.9;

    public static Finding? Judge(Observation observation)
    {
        var facts = observation.Facts;
        var status = (string?)facts["status"] ?? "";
        return observation.Kind switch
        {
            "qemu" or "lxc" when IsSet(facts["template"]) => null,
            "qemu" or "lxc" => Guest(status, facts),
            "node" => status switch
            {
                "online" => new Finding(HealthState.Healthy, "Online", "is online"),
                "offline" => new Finding(HealthState.Unhealthy, "Offline", "is offline"),
                _ => new Finding(HealthState.Unknown, "Unknown", "is not heard of"),
            },
            "storage" => Storage(status, Number(facts["disk"]), Number(facts["maxdisk"])),
            _ => null,
        };
    }

    static Finding Guest(string status, JsonObject facts) => status switch
    {
        "running" when (string?)facts["lock"] is { } locked => new Finding(HealthState.Degraded, "Locked", $"runs and is locked: {locked}"),
        "running" => new Finding(HealthState.Healthy, "Running", "runs"),
        "paused" or "suspended" => new Finding(HealthState.Paused, "Paused", "is paused"),
        // Started with its host, so somebody wants it to run.
        "stopped" when IsSet(facts["onboot"]) => new Finding(HealthState.Unhealthy, "Stopped", "is stopped although it starts with its host"),
        "stopped" => new Finding(HealthState.Paused, "Stopped", "is stopped"),
        _ => new Finding(HealthState.Unknown, "Unknown", "is not heard of"),
    };

    static Finding Storage(string status, double? used, double? size) =>
        status != "available" ? new Finding(HealthState.Unhealthy, "Unavailable", "is not available")
        : used > size * Full ? new Finding(HealthState.Degraded, "AlmostFull", $"is {used / size:P0} full")
        : new Finding(HealthState.Healthy, "Available", "is available");

    // Proxmox writes 1, its clients true.
    static bool IsSet(JsonNode? node) => node is JsonValue value && value.ToString() is "1" or "true";

    static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;
}
