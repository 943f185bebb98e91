using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Filters;

/// <summary>Finds what a path leads to in JSON: through lists to each of their elements.</summary>
static class JsonPath
{
    /// <param name="path">Where a key has dots itself, any row of segments is tried as one: <c>labels.com.docker.compose.project</c>.</param>
    public static IEnumerable<JsonNode> Find(JsonNode? node, IReadOnlyList<string> path)
    {
        if (node is null)
            return [];
        if (path.Count == 0)
            return [node];
        return node switch
        {
            JsonArray list => list.SelectMany(it => Find(it, path)),
            JsonObject content => Enumerable.Range(1, path.Count).SelectMany(taken => Find(content[string.Join('.', path.Take(taken))], [.. path.Skip(taken)])),
            _ => [],
        };
    }
}
