using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Kubernetes;

/// <summary>An object's state in a word or two, as <c>kubectl get</c> would show it; what it means is for the catalogue to judge.</summary>
static class ObjectState
{
    public static string Of(JsonObject facts)
    {
        if (facts["metadata"]?["deletionTimestamp"] is not null)
            return "Terminating";
        var (spec, status) = (facts["spec"], facts["status"]);
        return (string?)facts["kind"] switch
        {
            "Pod" => PodState(status),
            "Deployment" or "StatefulSet" or "ReplicaSet" => $"{Number(status?["readyReplicas"])}/{Number(spec?["replicas"], 1)}",
            "DaemonSet" => $"{Number(status?["numberReady"])}/{Number(status?["desiredNumberScheduled"])}",
            _ => Condition(status, "Ready") ?? Text(status?["phase"]) ?? Condition(status, "Available") ?? Condition(status, "Programmed")
                ?? Condition(status, "Accepted") ?? "",
        };
    }

    static string PodState(JsonNode? status)
    {
        var waiting = (status?["containerStatuses"] as JsonArray ?? []).Select(it => Text(it?["state"]?["waiting"]?["reason"])).OfType<string>();
        return waiting.FirstOrDefault() ?? Text(status?["phase"]) ?? "";
    }

    static string? Condition(JsonNode? status, string type)
    {
        var condition = (status?["conditions"] as JsonArray ?? []).FirstOrDefault(it => Text(it?["type"]) == type);
        return Text(condition?["status"]) switch
        {
            null => null,
            "True" => type,
            "False" => $"Not{type}",
            _ => "Unknown",
        };
    }

    static long Number(JsonNode? node, long missing = 0) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : missing;

    static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
