using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Kubernetes;

/// <summary>Turns objects of the Kubernetes API into resources.</summary>
static class ObjectResources
{
    /// <summary><c>kubernetes/talos/apps/Deployment/glance/glance</c>; the core group and the namespace of what has none are left out.</summary>
    public static string Address(string cluster, ResourceType type, JsonNode? metadata)
    {
        var (space, name) = ((string?)metadata?["namespace"] ?? "", NameOf(metadata));
        return $"{Prefix(cluster, type)}{(space.Length > 0 ? space + "/" : "")}{name}";
    }

    static string Prefix(string cluster, ResourceType type) => $"kubernetes/{cluster}/{(type.Group.Length > 0 ? type.Group + "/" : "")}{type.Kind}/";

    /// <returns>Namespace and name, or the name alone.</returns>
    public static string[] NameIn(string cluster, ResourceType type, string address) => address[Prefix(cluster, type).Length..].Split('/');

    /// <param name="item">As the API gives it; is changed.</param>
    public static ObservedResource Of(string cluster, ResourceType type, JsonObject item)
    {
        var metadata = item["metadata"];
        var address = Address(cluster, type, metadata);
        var (space, name) = ((string?)metadata?["namespace"] ?? "", NameOf(metadata));
        var uid = (string?)metadata?["uid"] ?? "";
        var facts = ObjectProjection.Of(type, item);
        return new ObservedResource(
            address, uid, $"kubernetes.{type.Kind}{(type.Group.Length > 0 ? "." + type.Group : "")}", space.Length > 0 ? $"{space}/{name}" : name,
            ObjectState.Of(facts), ImageOf(facts), LabelsOf(facts), facts.ToJsonString());
    }

    static string NameOf(JsonNode? metadata) => (string?)metadata?["name"] ?? "";

    static Dictionary<string, string> LabelsOf(JsonObject facts) => (facts["metadata"]?["labels"] as JsonObject ?? [])
        .Where(it => it.Value is JsonValue).ToDictionary(it => it.Key, it => it.Value!.ToString());

    /// <summary>Of the first container; the others stand in the facts.</summary>
    static string ImageOf(JsonObject facts)
    {
        var spec = facts["spec"];
        var pod = (string?)facts["kind"] == "Pod" ? spec : spec?["template"]?["spec"] ?? spec?["jobTemplate"]?["spec"]?["template"]?["spec"];
        return (pod?["containers"] as JsonArray)?.FirstOrDefault()?["image"] is JsonValue image ? image.ToString() : "";
    }
}
