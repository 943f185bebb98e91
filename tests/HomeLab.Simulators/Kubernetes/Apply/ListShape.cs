using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.Resources;

namespace HomeLab.Simulators.Kubernetes.Apply;

/// <summary>How a list is merged: as a whole, as a set, or item by item by keys.</summary>
sealed record ListShape(IReadOnlyList<string> Keys, bool IsSet = false)
{
    public static ListShape Atomic { get; } = new([]);

    static readonly ListShape Set = new([], IsSet: true);

    static readonly Dictionary<string, string[]> BuiltIn = new()
    {
        ["containers"] = ["name"], ["initContainers"] = ["name"], ["ephemeralContainers"] = ["name"], ["volumes"] = ["name"], ["env"] = ["name"],
        ["volumeMounts"] = ["mountPath"], ["volumeDevices"] = ["devicePath"], ["imagePullSecrets"] = ["name"], ["conditions"] = ["type"],
        ["hostAliases"] = ["ip"], ["topologySpreadConstraints"] = ["topologyKey", "whenUnsatisfiable"], ["listeners"] = ["name"],
    };

    public bool IsAtomic => Keys.Count == 0 && !IsSet;

    /// <param name="schema">What the definition says of this list, for a custom resource.</param>
    public static ListShape Of(ResourceKind kind, string field, JsonArray list, JsonNode? schema)
    {
        if (field == "finalizers" && schema is null)
            return Set;
        if (field == "ownerReferences" && schema is null)
            return Keyed(list, ["uid"]);
        if (kind is { IsCustom: true, Schema: not null })
            return (string?)schema?["x-kubernetes-list-type"] switch
            {
                "set" => Set,
                "map" => Keyed(list, [.. schema["x-kubernetes-list-map-keys"]!.AsArray().Select(key => (string)key!)]),
                _ => Atomic,
            };
        return field == "ports" ? Ports(list) : BuiltIn.TryGetValue(field, out var keys) ? Keyed(list, keys) : Atomic;
    }

    static ListShape Ports(JsonArray list) =>
        list.All(item => item is JsonObject one && one.ContainsKey("containerPort")) ? new(["containerPort", "protocol"])
        : list.All(item => item is JsonObject one && one.ContainsKey("port")) ? new(["port", "protocol"]) : Atomic;

    static ListShape Keyed(JsonArray list, string[] keys) => list.All(item => item is JsonObject) ? new(keys) : Atomic;

    /// <summary>An item's place in the list, as managed fields write it.</summary>
    public string ElementOf(JsonNode? item)
    {
        if (IsSet)
            return "v:" + (item?.ToJsonString(State.KubeJson.Options) ?? "null");
        var keys = new JsonObject(Keys.Order(StringComparer.Ordinal).Select(key => KeyValuePair.Create(key, item?[key]?.DeepClone() ?? (key == "protocol" ? "TCP" : null))));
        return "k:" + keys.ToJsonString(State.KubeJson.Options);
    }
}
