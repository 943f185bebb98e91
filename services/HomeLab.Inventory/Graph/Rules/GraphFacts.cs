using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Graph.Rules;

/// <summary>Reads facts leniently: what is not there, or of another type, is nothing.</summary>
static class GraphFacts
{
    public static GraphNode Node(ResourceState resource) =>
        new(resource.Address, resource.Kind, resource.Name.Length > 0 ? resource.Name : resource.Address.Split('/')[^1], resource.State);

    public static IEnumerable<JsonNode> Items(this JsonNode? node) => (node as JsonArray ?? []).OfType<JsonNode>();

    public static JsonNode? At(this JsonNode? node, string property) => node is JsonObject content ? content[property] : null;

    public static string Text(this JsonNode? node, string property) =>
        node.At(property) is JsonValue value ? value.ToString() : "";
}
