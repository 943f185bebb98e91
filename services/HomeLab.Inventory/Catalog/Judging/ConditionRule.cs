using System.Text.Json.Nodes;
using HomeLab.Lab.Kinds.Catalog;

namespace HomeLab.Inventory.Catalog.Judging;

/// <summary>Judges by one of an object's <c>status.conditions</c>.</summary>
static class ConditionRule
{
    public static HealthSignal Judge(ProbeSpec probe, Observation observation)
    {
        var condition = (observation.Facts["status"]?["conditions"] as JsonArray ?? [])
            .OfType<JsonObject>().FirstOrDefault(it => (string?)it["type"] == probe.Type);
        if (condition is null)
        {
            return Signal(
                States.Of("absent", probe.Healthy, probe.Degraded, probe.Unhealthy) ?? HealthState.Unknown, "ConditionMissing",
                $"{observation.Kind} {observation.Name} has no condition {probe.Type}");
        }
        var status = condition["status"]?.ToString() ?? "";
        var state = States.Of(status, probe.Healthy, probe.Degraded, probe.Unhealthy)
            ?? (probe.Otherwise is { } word ? States.Of(word) : status is "True" or "False" ? HealthState.Unhealthy : HealthState.Unknown);
        var why = string.Join(": ", new[] { (string?)condition["reason"], (string?)condition["message"] }.Where(it => !string.IsNullOrEmpty(it)));
        var sentence = $"{observation.Kind} {observation.Name} has {probe.Type}={status}{(why.Length > 0 ? $" ({why})" : "")}";
        // It tells of an earlier wish than what is wished now.
        var isOld = Number(condition["observedGeneration"] ?? observation.Facts["status"]?["observedGeneration"]) is { } seen
            && Number(observation.Facts["metadata"]?["generation"]) is { } wished && seen < wished;
        return isOld && state <= HealthState.Unknown
            ? Signal(HealthState.Unknown, "NotObservedYet", $"{sentence}, of an earlier generation than it now has")
            : Signal(state, $"{probe.Type}{status}", sentence);

        HealthSignal Signal(HealthState state, string code, string reason) =>
            new($"condition {probe.Type}", observation.Address, state, code, reason);
    }

    static long? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;
}
