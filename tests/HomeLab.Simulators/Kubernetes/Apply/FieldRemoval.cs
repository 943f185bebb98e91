using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.Resources;

namespace HomeLab.Simulators.Kubernetes.Apply;

/// <summary>Takes fields out of an object by their paths.</summary>
static class FieldRemoval
{
    /// <param name="kept">Paths that others own: what leads to one of them stays, even empty.</param>
    public static void Remove(ResourceKind kind, JsonObject thing, IEnumerable<string> paths, IReadOnlySet<string> kept)
    {
        foreach (var path in paths.OrderBy(path => path.Length))
            if (!kept.Any(other => other == path || other.StartsWith(path + FieldSet.Joint, StringComparison.Ordinal)))
                Remove(kind, thing, path.Split(FieldSet.Joint), 0, "", kind.Schema);
    }

    /// <returns>Whether the node has become empty by it.</returns>
    static bool Remove(ResourceKind kind, JsonNode? node, string[] path, int depth, string field, JsonNode? schema)
    {
        var element = path[depth];
        var isLast = depth == path.Length - 1;
        switch (node)
        {
            case JsonObject parts when element.StartsWith("f:", StringComparison.Ordinal):
                var name = element[2..];
                if (parts.ContainsKey(name) && (isLast || Remove(kind, parts[name], path, depth + 1, name, FieldSet.SchemaOf(schema, name))))
                {
                    parts.Remove(name);
                    return parts.Count == 0;
                }

                return false;
            case JsonArray list:
                var shape = ListShape.Of(kind, field, list, schema);
                var found = shape.IsAtomic ? null : list.FirstOrDefault(item => shape.ElementOf(item) == element);
                if (found is null)
                    return false;
                if (isLast)
                    list.Remove(found);
                else
                    Remove(kind, found, path, depth + 1, field, schema?["items"]);
                return list.Count == 0;
            default:
                return false;
        }
    }
}
