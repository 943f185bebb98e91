using System.Globalization;
using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Catalog.Judging;

/// <summary>What Kubernetes tells of the health of its own kinds.</summary>
static class KubernetesHealth
{
    public static Finding? Judge(Observation observation)
    {
        var facts = observation.Facts;
        var (spec, status) = (facts["spec"] as JsonObject ?? [], facts["status"] as JsonObject);
        if (status is null && observation.Kind is "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" or "Pod" or "Job")
            return new Finding(HealthState.Unknown, "NoStatus", "has no status yet");
        return (observation.ApiGroup, observation.Kind) switch
        {
            ("apps", "Deployment") => Replicas(Number(spec["replicas"]) ?? 1, Number(status!["availableReplicas"]) ?? 0, "available", Stuck(status)),
            ("apps", "StatefulSet" or "ReplicaSet") => Replicas(Number(spec["replicas"]) ?? 1, Number(status!["readyReplicas"]) ?? 0, "ready", null),
            ("apps", "DaemonSet") => Daemons(status!),
            ("batch", "CronJob") => CronJob(spec, status ?? []),
            ("batch", "Job") => Job(spec, status!),
            ("", "Pod") => PodHealth.Judge(status!),
            ("", "Node") => Ready(status ?? []),
            ("", "PersistentVolumeClaim" or "PersistentVolume") => Volume((string?)status?["phase"] ?? ""),
            _ => null,
        };
    }

    static Finding Replicas(long wanted, long there, string word, string? stuck) =>
        wanted == 0 ? new Finding(HealthState.Paused, "ScaledToZero", "is scaled to zero")
        : there == 0 ? new Finding(HealthState.Unhealthy, "NoneReady", Counted($"has none of {wanted} replicas {word}", stuck))
        : there < wanted ? new Finding(HealthState.Degraded, "SomeReady", Counted($"has {there} of {wanted} replicas {word}", stuck))
        : stuck is not null ? new Finding(HealthState.Degraded, "RolloutStuck", $"runs, and its rollout is stuck: {stuck}")
        : new Finding(HealthState.Healthy, "AllReady", $"has {there} of {wanted} replicas {word}");

    static string Counted(string counts, string? stuck) => stuck is null ? counts : $"{counts}: {stuck}";

    static string? Stuck(JsonObject status) => (status["conditions"] as JsonArray ?? []).OfType<JsonObject>()
        .Where(it => (string?)it["type"] == "Progressing" && (string?)it["status"] == "False")
        .Select(it => (string?)it["message"] ?? (string?)it["reason"]).FirstOrDefault();

    static Finding Daemons(JsonObject status)
    {
        var wanted = Number(status["desiredNumberScheduled"]) ?? 0;
        return wanted == 0
            ? new Finding(HealthState.Paused, "NoNode", "has no node to run on")
            : Replicas(wanted, Number(status["numberReady"]) ?? 0, "ready", null);
    }

    static Finding CronJob(JsonObject spec, JsonObject status)
    {
        if ((bool?)spec["suspend"] == true)
            return new Finding(HealthState.Paused, "Suspended", "is suspended");
        var (scheduled, successful) = (Time(status["lastScheduleTime"]), Time(status["lastSuccessfulTime"]));
        var isActive = status["active"] is JsonArray { Count: > 0 };
        if (scheduled is null)
            return new Finding(HealthState.Unknown, "NeverRun", "has not run yet");
        if (successful >= scheduled)
            return new Finding(HealthState.Healthy, "Succeeded", $"last succeeded {successful:u}");
        if (isActive)
            return new Finding(successful is null ? HealthState.Unknown : HealthState.Healthy, "Running", "is running");
        return successful is null
            ? new Finding(HealthState.Unhealthy, "NeverSucceeded", $"ran {scheduled:u} and never succeeded")
            : new Finding(HealthState.Degraded, "LastFailed", $"ran {scheduled:u} and last succeeded {successful:u}");
    }

    static Finding Job(JsonObject spec, JsonObject status)
    {
        if ((bool?)spec["suspend"] == true)
            return new Finding(HealthState.Paused, "Suspended", "is suspended");
        return Condition(status, "Failed") is { } failed ? new Finding(HealthState.Unhealthy, "Failed", $"failed: {failed}")
            : Condition(status, "Complete") is not null ? new Finding(HealthState.Healthy, "Complete", "is complete")
            : (Number(status["active"]) ?? 0) > 0 ? new Finding(HealthState.Healthy, "Running", "is running")
            : new Finding(HealthState.Unknown, "NotStarted", "has not started");
    }

    static Finding Ready(JsonObject status) => Condition(status, "Ready") is not null
        ? new Finding(HealthState.Healthy, "Ready", "is ready")
        : new Finding(status["conditions"] is null ? HealthState.Unknown : HealthState.Unhealthy, "NotReady", "is not ready");

    static Finding Volume(string phase) => phase switch
    {
        "Bound" or "Available" => new Finding(HealthState.Healthy, phase, $"is {phase}"),
        "Pending" or "Released" => new Finding(HealthState.Degraded, phase, $"is {phase}"),
        "Lost" or "Failed" => new Finding(HealthState.Unhealthy, phase, $"is {phase}"),
        _ => new Finding(HealthState.Unknown, "NoPhase", "has no phase"),
    };

    static string? Condition(JsonObject status, string type) => (status["conditions"] as JsonArray ?? []).OfType<JsonObject>()
        .Where(it => (string?)it["type"] == type && (string?)it["status"] == "True")
        .Select(it => (string?)it["message"] ?? (string?)it["reason"] ?? "").FirstOrDefault();

    static long? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    static DateTimeOffset? Time(JsonNode? node) =>
        DateTimeOffset.TryParse((string?)node, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
