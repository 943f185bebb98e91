using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Publishing.Kubernetes;

namespace HomeLab.Inventory.Kubernetes;

/// <summary>What is kept of an object: nothing secret, and nothing that changes while nothing happens.</summary>
static partial class ObjectProjection
{
    /// <summary>Of the JSON text; what is larger is kept without its spec.</summary>
    const int MostCharacters = 64 << 10;

    const int LongestAnnotation = 1024;

    /// <summary>What is not kept, where something is not.</summary>
    const string Omitted = "omitted";

    static readonly HashSet<string> DroppedMetadata = ["managedFields", "resourceVersion", "selfLink", "generateName"];

    /// <summary>Tells again and again that somebody looked.</summary>
    static readonly HashSet<string> Noise =
        ["lastHeartbeatTime", "lastProbeTime", "lastUpdateTime", "reconciledAt", "observedAt", "lastHandledReconcileAt", "renewTime"];

    static readonly HashSet<string> DroppedAnnotations =
    [
        "kubectl.kubernetes.io/last-applied-configuration", "control-plane.alpha.kubernetes.io/leader",
        "endpoints.kubernetes.io/last-change-trigger-time",
    ];

    public static bool IsWithoutSpec(JsonNode? facts) => facts?[Omitted] is not null;

    /// <param name="item">Is changed.</param>
    public static JsonObject Of(ResourceType type, JsonObject item)
    {
        var kept = new JsonObject { ["apiVersion"] = type.ApiVersion, ["kind"] = type.Kind };
        // Before the words are gone that say it.
        if (TunnelIdentity.Of(item) is { Count: > 0 } tunnels)
            kept["tunnels"] = new JsonArray([.. tunnels.Select(it => JsonValue.Create(it))]);
        foreach (var (name, value) in item.ToList())
        {
            // The content of a ConfigMap or Secret is never asked for; if a server gives it all the same, it ends here.
            if (name is "apiVersion" or "kind" or "data" or "stringData" or "binaryData")
                continue;
            item.Remove(name);
            kept[name] = value;
        }
        if (type is { Group: "", Kind: "Secret" or "ConfigMap" } && FieldManagers.Of(kept["metadata"]).ContentChangedAt is { } changed)
            kept[FieldManagers.ContentChanged] = changed;
        if (kept["metadata"] is JsonObject metadata)
            TrimMetadata(metadata);
        (kept["status"] as JsonObject)?.Remove("images");
        Clean(kept);
        if (kept.ToJsonString().Length > MostCharacters && kept.Remove("spec"))
            kept[Omitted] = "spec";
        return kept;
    }

    static void TrimMetadata(JsonObject metadata)
    {
        foreach (var name in DroppedMetadata)
            metadata.Remove(name);
        if (metadata["annotations"] is not JsonObject annotations)
            return;
        foreach (var (name, value) in annotations.ToList())
        {
            // A list of names that was cut off would be one of other names.
            if (DroppedAnnotations.Contains(name) || (value?.ToString().Length > LongestAnnotation && !ExternalDnsAnnotations.IsOne(name)))
                annotations.Remove(name);
        }
    }

    static void Clean(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                Clean(item);
        }
        if (node is not JsonObject content)
            return;
        foreach (var (name, value) in content.ToList())
        {
            if (Noise.Contains(name) || (Text(value) is not null && SecretName().IsMatch(name)))
                content.Remove(name);
            else if (name == "env" && value is JsonArray variables)
                WithholdValues(variables);
            else if (name is "args" or "command" && value is JsonArray words)
                content[name] = Withhold(words);
            else
                Clean(value);
        }
    }

    /// <summary>What variables are called shows how things hang together; what they hold may be a password.</summary>
    static void WithholdValues(JsonArray variables)
    {
        foreach (var variable in variables.OfType<JsonObject>())
            variable.Remove("value");
    }

    /// <summary>Also what stands alone after the flag that it is the value of.</summary>
    static JsonArray Withhold(JsonArray words)
    {
        var kept = new JsonArray();
        var isValue = false;
        foreach (var word in words)
        {
            kept.Add(isValue && Text(word) is { } text && !text.StartsWith('-') ? "" : Withhold(word));
            isValue = Text(word) is { } flag && SecretFlag().IsMatch(flag);
        }
        return kept;
    }

    static JsonNode? Withhold(JsonNode? word) =>
        Text(word) is { } text ? SecretArgument().Replace(text, "$1") : word?.DeepClone();

    static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Properties that hold a secret as text; <c>secretName</c>, <c>existingSecret</c> and the like only name one.</summary>
    [GeneratedRegex(
        "(password|passwd|passphrase|token|(client|api)_?secret|(api|private|access|secret)_?key|credentials?)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex("^--?[A-Za-z_-]*(?:password|passwd|passphrase|token|secret|key|credentials?)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretFlag();

    [GeneratedRegex("((?:password|passwd|passphrase|token|secret|key|credentials?)[A-Za-z_-]*[= ]).+", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex SecretArgument();
}
