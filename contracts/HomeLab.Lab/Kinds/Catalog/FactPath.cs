using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HomeLab.Lab.Kinds.Catalog;

/// <summary>
/// A way through JSON: <c>status.parents[].conditions[Accepted].status</c>. <c>[]</c> means every item, <c>[0]</c> one of them,
/// <c>[Ready]</c> the items whose <c>type</c> or <c>name</c> is that, <c>["a.b/*"]</c> the keys of a mapping that the glob means.
/// </summary>
public sealed partial class FactPath
{
    internal const string Pattern = """(?:[A-Za-z0-9_$*/-]+|\[[^\]"]*\]|\["[^"]+"\])(?:\.[A-Za-z0-9_$*/-]+|\[[^\]"]*\]|\["[^"]+"\])*""";
    internal const string Expected = "a path such as spec.hostnames[], status.conditions[Ready].status or metadata.labels[\"a/b\"]";

    readonly string[] steps;

    FactPath(string[] steps) => this.steps = steps;

    public static bool IsPath(string text) => Whole().IsMatch(text);

    /// <exception cref="FormatException">It is no path.</exception>
    public static FactPath Parse(string text) => IsPath(text)
        ? new FactPath([.. Step().Matches(text).Select(it => it.Value.TrimStart('.'))])
        : throw new FormatException($"expected {Expected}");

    /// <summary>What stands there, in order; nothing where nothing does. JSON's null is nothing.</summary>
    public IReadOnlyList<JsonNode> Read(JsonNode? root)
    {
        var nodes = new List<JsonNode>();
        if (root is not null)
            nodes.Add(root);
        foreach (var step in steps)
            nodes = [.. nodes.SelectMany(it => Take(it, step)).OfType<JsonNode>()];
        return nodes;
    }

    /// <summary>What stands there as texts: numbers and truth values as JSON writes them.</summary>
    public IReadOnlyList<string> Texts(JsonNode? root) => [.. Read(root).Select(TextOf)];

    /// <summary>A value as a text: numbers and truth values as JSON writes them.</summary>
    public static string TextOf(JsonNode node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : node.ToJsonString();

    static IEnumerable<JsonNode?> Take(JsonNode node, string step)
    {
        if (!step.StartsWith('['))
        {
            return node is not JsonObject map ? []
                : step == "*" ? map.Select(it => it.Value)
                : map.TryGetPropertyValue(step, out var value) ? [value] : [];
        }
        var inner = step[1..^1];
        if (inner.StartsWith('"'))
            return node is JsonObject keyed ? keyed.Where(it => Glob.IsMatch(inner.AsSpan(1, inner.Length - 2), it.Key)).Select(it => it.Value) : [];
        if (node is not JsonArray list)
            return [];
        if (inner.Length == 0)
            return list;
        if (int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return index < list.Count ? [list[index]] : [];
        return list.Where(it => it is JsonObject item && (Is(item, "type", inner) || Is(item, "name", inner)));
    }

    static bool Is(JsonObject item, string key, string text) => item[key] is JsonValue value && TextOf(value) == text;

    [GeneratedRegex($"^{Pattern}$")]
    private static partial Regex Whole();

    [GeneratedRegex("""\.?[A-Za-z0-9_$*/-]+|\["[^"]+"\]|\[[^\]"]*\]""")]
    private static partial Regex Step();
}
