using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Catalog;

/// <summary>Reads an object of the Kubernetes API, of any kind.</summary>
static class KubernetesObservation
{
    /// <param name="manifest">The object as the API gives it. Values of a Secret are left out of what is kept.</param>
    public static Observation Of(string cluster, JsonObject manifest)
    {
        var facts = WithoutSecrets(manifest);
        var (group, kind) = (GroupOf((string?)facts["apiVersion"] ?? ""), (string?)facts["kind"] ?? "");
        var metadata = facts["metadata"];
        var (space, name) = ((string?)metadata?["namespace"] ?? "", (string?)metadata?["name"] ?? (string?)metadata?["generateName"] ?? "");
        var pods = PodTemplate(kind, facts);
        return new Observation
        {
            Address = string.Join('/', new[] { "kubernetes", cluster, group, kind, space, name }.Where((it, index) => index is not (2 or 4) || it.Length > 0)),
            Platform = Platform.Kubernetes,
            ApiGroup = group,
            Kind = kind,
            Namespace = space,
            Name = name,
            Images = Images(pods?["spec"]),
            Labels = Texts(metadata?["labels"]),
            PodLabels = Texts(pods?["metadata"]?["labels"]),
            Annotations = Texts(metadata?["annotations"]),
            Facts = facts,
        };
    }

    /// <summary><c>apps</c> of <c>apps/v1</c>; empty for the core group.</summary>
    public static string GroupOf(string apiVersion) =>
        apiVersion.Contains('/', StringComparison.Ordinal) ? apiVersion[..apiVersion.IndexOf('/', StringComparison.Ordinal)] : "";

    static JsonNode? PodTemplate(string kind, JsonObject facts) => kind switch
    {
        "Pod" => facts,
        "CronJob" => facts["spec"]?["jobTemplate"]?["spec"]?["template"],
        "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" or "Job" => facts["spec"]?["template"],
        _ => null,
    };

    static IReadOnlyList<string> Images(JsonNode? spec) =>
        [.. (spec?["containers"] as JsonArray ?? []).Select(it => (string?)it?["image"]).OfType<string>()];

    static Dictionary<string, string> Texts(JsonNode? node) => (node as JsonObject ?? [])
        .Where(it => it.Value is JsonValue).ToDictionary(it => it.Key, it => it.Value!.ToString(), StringComparer.Ordinal);

    static JsonObject WithoutSecrets(JsonObject manifest)
    {
        if ((string?)manifest["kind"] != "Secret")
            return manifest;
        var copy = (JsonObject)manifest.DeepClone();
        foreach (var part in new[] { "data", "stringData" })
        {
            if (copy[part] is JsonObject data)
                copy[part] = new JsonObject(data.Select(it => KeyValuePair.Create(it.Key, (JsonNode?)"")));
        }
        // Holds the values that were applied last.
        (copy["metadata"]?["annotations"] as JsonObject)?.Remove("kubectl.kubernetes.io/last-applied-configuration");
        return copy;
    }
}
