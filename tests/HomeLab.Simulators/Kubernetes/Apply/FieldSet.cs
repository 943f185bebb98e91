using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.Resources;

namespace HomeLab.Simulators.Kubernetes.Apply;

/// <summary>
/// Fields as paths of <c>f:name</c>, <c>k:{keys}</c> and <c>v:value</c>, joined by line breaks, with the text of their values: of what
/// has no parts, and of each item of a keyed list.
/// </summary>
static class FieldSet
{
    public const char Joint = '\n';

    static readonly HashSet<string> Identity = ["f:apiVersion", "f:kind"];

    static readonly HashSet<string> ServersOwn =
        [.. new[] { "name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "generateName" }.Select(name => $"f:metadata{Joint}f:{name}")];

    public static Dictionary<string, string> Of(ResourceKind kind, JsonObject thing)
    {
        var found = new Dictionary<string, string>();
        foreach (var (name, value) in thing)
            if (!Identity.Contains("f:" + name))
                Collect(kind, found, "f:" + name, name, value, kind.Schema?["properties"]?[name]);
        return found;
    }

    static void Collect(ResourceKind kind, Dictionary<string, string> found, string path, string field, JsonNode? value, JsonNode? schema)
    {
        if (ServersOwn.Contains(path))
            return;
        switch (value)
        {
            case JsonObject { Count: > 0 } parts when !IsAtomic(schema):
                foreach (var (name, part) in parts)
                    Collect(kind, found, $"{path}{Joint}f:{name}", name, part, SchemaOf(schema, name));
                break;
            case JsonArray { Count: > 0 } list when ListShape.Of(kind, field, list, schema) is { IsAtomic: false } shape:
                foreach (var item in list)
                {
                    var element = $"{path}{Joint}{shape.ElementOf(item)}";
                    found[element] = "";
                    if (item is JsonObject parts)
                        foreach (var (name, part) in parts)
                            Collect(kind, found, $"{element}{Joint}f:{name}", name, part, SchemaOf(schema?["items"], name));
                }

                break;
            case JsonObject { Count: 0 } when path == "f:metadata":
                break;
            default:
                found[path] = value?.ToJsonString(State.KubeJson.Options) ?? "null";
                break;
        }
    }

    /// <summary>Whether a map is taken as a whole.</summary>
    public static bool IsAtomic(JsonNode? schema) => schema?["x-kubernetes-map-type"] is JsonValue type && (string?)type == "atomic";

    public static JsonNode? SchemaOf(JsonNode? schema, string name) => schema?["properties"]?[name] ?? schema?["additionalProperties"] as JsonObject;

    /// <summary>As <c>fieldsV1</c> has it.</summary>
    public static JsonObject ToTree(IEnumerable<string> paths)
    {
        var tree = new JsonObject();
        var all = paths.ToHashSet();
        foreach (var path in all.Order(StringComparer.Ordinal))
        {
            var node = tree;
            foreach (var element in path.Split(Joint))
                node = (node[element] ??= new JsonObject()).AsObject();
            if (all.Any(other => other.Length > path.Length && other.StartsWith(path, StringComparison.Ordinal) && other[path.Length] == Joint))
                node["."] = new JsonObject();
        }

        return tree;
    }

    public static HashSet<string> FromTree(JsonObject tree)
    {
        var found = new HashSet<string>();
        Read(tree, "", found);
        return found;

        static void Read(JsonObject node, string path, HashSet<string> found)
        {
            foreach (var (element, inner) in node)
                if (element == ".")
                    found.Add(path);
                else if ((path.Length == 0 ? element : $"{path}{Joint}{element}") is var here && inner is JsonObject { Count: > 0 } deeper)
                    Read(deeper, here, found);
                else
                    found.Add(here);
        }
    }

    /// <summary>For people: <c>.spec.containers[name="main"].image</c>.</summary>
    public static string Describe(string path) => string.Concat(path.Split(Joint).Select(element => element[..2] switch
    {
        "f:" => "." + element[2..],
        "k:" => $"[{string.Join(',', JsonNode.Parse(element[2..])!.AsObject().Select(key => $"{key.Key}={key.Value?.ToJsonString()}"))}]",
        _ => $"[={element[2..]}]",
    }));
}
