using System.Globalization;
using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Kubernetes.Patches;

/// <summary>RFC 6902: operations in order, all of them or none.</summary>
static class JsonPatch
{
    /// <exception cref="FormatException">An operation cannot be carried out; says which.</exception>
    public static JsonObject Apply(JsonObject target, JsonArray operations)
    {
        foreach (var operation in operations)
        {
            var (op, path) = ((string?)operation?["op"], (string?)operation?["path"] ?? "");
            switch (op)
            {
                case "add":
                    Add(target, path, operation!["value"]?.DeepClone());
                    break;
                case "remove":
                    Remove(target, path);
                    break;
                case "replace":
                    Remove(target, path);
                    Add(target, path, operation!["value"]?.DeepClone());
                    break;
                case "move":
                    Add(target, path, Remove(target, (string?)operation!["from"] ?? ""));
                    break;
                case "copy":
                    Add(target, path, Find(target, (string?)operation!["from"] ?? "")?.DeepClone());
                    break;
                case "test" when JsonNode.DeepEquals(Find(target, path), operation!["value"]):
                    break;
                case "test":
                    throw new FormatException($"testing value {path} failed: test failed");
                default:
                    throw new FormatException($"unexpected kind: {op}");
            }
        }

        return target;
    }

    static void Add(JsonNode root, string path, JsonNode? value)
    {
        var (parent, name) = Place(root, path);
        if (parent is JsonArray list)
            list.Insert(name == "-" ? list.Count : Index(list, name, list.Count), value);
        else
            parent.AsObject()[name] = value;
    }

    static JsonNode? Remove(JsonNode root, string path)
    {
        var (parent, name) = Place(root, path);
        JsonNode? value;
        if (parent is JsonArray list)
        {
            var index = Index(list, name, list.Count - 1);
            value = list[index];
            list.RemoveAt(index);
            return value;
        }

        if (!parent.AsObject().Remove(name, out value))
            throw new FormatException($"remove operation does not apply: doc is missing key: {path}: missing value");
        return value;
    }

    static JsonNode? Find(JsonNode root, string path)
    {
        var (parent, name) = Place(root, path);
        return parent is JsonArray list ? list[Index(list, name, list.Count - 1)] : parent.AsObject()[name];
    }

    static (JsonNode Parent, string Name) Place(JsonNode root, string path)
    {
        var parts = path.Split('/').Skip(1).Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToList();
        if (parts.Count == 0)
            throw new FormatException($"no path in '{path}'");
        var node = root;
        foreach (var part in parts.SkipLast(1))
            node = (node is JsonArray list ? list[Index(list, part, list.Count - 1)] : (node as JsonObject)?[part])
                ?? throw new FormatException($"doc is missing path: {path}: missing value");
        return node is JsonArray or JsonObject ? (node, parts[^1]) : throw new FormatException($"doc is missing path: {path}: missing value");
    }

    static int Index(JsonArray list, string text, int last) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= last
            ? index
            : throw new FormatException($"Unable to access invalid index: {text}");
}
