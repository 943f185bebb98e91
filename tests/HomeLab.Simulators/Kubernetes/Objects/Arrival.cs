using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.Resources;
using HomeLab.Simulators.Kubernetes.State;

namespace HomeLab.Simulators.Kubernetes.Objects;

/// <summary>What the server adds to an object that comes.</summary>
static class Arrival
{
    /// <summary>Without the letters and digits that make words or are mistaken for one another.</summary>
    const string Letters = "bcdfghjklmnpqrstvwxz2456789";

    public static void Name(JsonObject thing)
    {
        var metadata = thing["metadata"]!.AsObject();
        if (metadata["name"] is null && (string?)metadata["generateName"] is { Length: > 0 } prefix)
            metadata["name"] = prefix + RandomNumberGenerator.GetString(Letters, 5);
    }

    public static void Complete(ResourceKind kind, JsonObject thing, DateTimeOffset now)
    {
        var metadata = thing["metadata"]!.AsObject();
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = Instant.Of(now);
        metadata.Remove("deletionTimestamp");
        if (kind.HasStatus || kind.IsCustom)
            metadata["generation"] = 1;
        switch (kind.Qualified)
        {
            case "namespaces":
                (metadata["labels"] ??= new JsonObject())["kubernetes.io/metadata.name"] = (string)metadata["name"]!;
                thing["spec"] ??= new JsonObject { ["finalizers"] = new JsonArray("kubernetes") };
                thing["status"] = new JsonObject { ["phase"] = "Active" };
                break;
            case "secrets":
                Encode(thing);
                break;
            case "customresourcedefinitions.apiextensions.k8s.io":
                thing["status"] = Established(thing["spec"]!, now);
                break;
        }
    }

    /// <summary>What is written in clear text is kept encoded.</summary>
    public static void Encode(JsonObject secret)
    {
        secret["type"] ??= "Opaque";
        if (secret["stringData"] is not JsonObject clear)
            return;
        var data = (secret["data"] ??= new JsonObject()).AsObject();
        foreach (var (name, value) in clear)
            data[name] = Convert.ToBase64String(Encoding.UTF8.GetBytes((string?)value ?? ""));
        secret.Remove("stringData");
    }

    static JsonObject Established(JsonNode spec, DateTimeOffset now) => new()
    {
        ["conditions"] = new JsonArray(Condition("NamesAccepted", "NoConflicts", now), Condition("Established", "InitialNamesAccepted", now)),
        ["acceptedNames"] = spec["names"]?.DeepClone(),
        ["storedVersions"] = new JsonArray([.. (spec["versions"] as JsonArray ?? []).Where(version => (bool?)version?["storage"] == true).Select(version => version!["name"]?.DeepClone())]),
    };

    static JsonObject Condition(string type, string reason, DateTimeOffset now) =>
        new() { ["type"] = type, ["status"] = "True", ["reason"] = reason, ["message"] = "", ["lastTransitionTime"] = Instant.Of(now) };
}
