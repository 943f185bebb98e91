using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Catalog.Judging;

/// <summary>What a pod's status tells.</summary>
static class PodHealth
{
    static readonly HashSet<string> Stuck =
    [
        "CrashLoopBackOff", "ImagePullBackOff", "ErrImagePull", "InvalidImageName", "CreateContainerConfigError", "CreateContainerError", "RunContainerError",
    ];

    static readonly string[] Lists = ["initContainerStatuses", "containerStatuses"];

    public static Finding Judge(JsonObject status)
    {
        var phase = (string?)status["phase"] ?? "";
        var containers = Lists.SelectMany(it => status[it] as JsonArray ?? []).OfType<JsonObject>();
        var waiting = containers.Select(it => (Name: (string?)it["name"], Reason: (string?)it["state"]?["waiting"]?["reason"]))
            .FirstOrDefault(it => it.Reason is { } reason && Stuck.Contains(reason));
        if (waiting.Reason is not null)
            return new Finding(HealthState.Unhealthy, waiting.Reason, $"waits: container {waiting.Name} is in {waiting.Reason}");
        var isReady = (status["conditions"] as JsonArray ?? []).OfType<JsonObject>()
            .Any(it => (string?)it["type"] == "Ready" && (string?)it["status"] == "True");
        return phase switch
        {
            "Running" when isReady => new Finding(HealthState.Healthy, "Ready", "is ready"),
            "Running" => new Finding(HealthState.Degraded, "NotReady", "runs and is not ready"),
            "Succeeded" => new Finding(HealthState.Healthy, phase, "is done"),
            "Pending" => new Finding(HealthState.Degraded, phase, "is pending"),
            "Failed" => new Finding(HealthState.Unhealthy, (string?)status["reason"] ?? phase, $"failed: {(string?)status["message"] ?? (string?)status["reason"] ?? "no reason is given"}"),
            _ => new Finding(HealthState.Unknown, "Unknown", "is not heard of"),
        };
    }
}
