using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;
using HomeLab.Lab;

namespace HomeLab.Inventory.Changes;

/// <summary>
/// Which fields of an object became others. It sees what is kept of objects and nothing else: what their source leaves out, such as the values
/// of variables, is in no change either.
/// </summary>
static class ObjectDifference
{
    const int MostFields = 20;
    const int LongestValue = 200;

    /// <summary>By which the elements of a list are told apart, where each has one of its own.</summary>
    static readonly string[] Keys = ["name", "type", "key", "id", "service", "destination", "to", "host", "ip"];

    /// <summary>Follow from the rest, or say only that somebody looked.</summary>
    static readonly HashSet<string> Aside = new(StringComparer.Ordinal) { "observedGeneration", "latestUpdate", "latestTask", "places", "lastAddresses" };

    /// <returns>The first of them by path, and how many more there are.</returns>
    public static (IReadOnlyList<ChangedField> Fields, int More) Of(ResourceState before, ResourceState now)
    {
        var (was, became) = (Fields(before), Fields(now));
        var changed = was.Keys.Union(became.Keys, StringComparer.Ordinal)
            .Select(path => (Path: path, Was: was.GetValueOrDefault(path), Became: became.GetValueOrDefault(path)))
            .Where(it => it.Was?.Text != it.Became?.Text).OrderBy(it => it.Path, StringComparer.Ordinal).ToList();
        return (
            [
                .. changed.Take(MostFields).Select(it => new ChangedField(it.Path, Cut(it.Was?.Text), Cut(it.Became?.Text))
                {
                    Segments = (it.Became ?? it.Was)!.Segments,
                }),
            ],
            Math.Max(0, changed.Count - MostFields));
    }

    static Dictionary<string, Leaf> Fields(ResourceState state)
    {
        var fields = new Dictionary<string, Leaf>(StringComparer.Ordinal);
        Add(fields, ["state"], state.State);
        // The API's objects are kept as they are, with all of these.
        if (!state.Kind.StartsWith("kubernetes.", StringComparison.Ordinal))
        {
            Add(fields, ["uid"], state.Uid);
            Add(fields, ["name"], state.Name);
            Add(fields, ["image"], state.Image);
            foreach (var (label, value) in LabJson.Read<Dictionary<string, string>>(state.Labels))
                Add(fields, ["labels", label], value);
        }
        Walk(fields, [], JsonNode.Parse(state.Facts));
        return fields;
    }

    static void Walk(Dictionary<string, Leaf> fields, List<string> path, JsonNode? node)
    {
        if (node is JsonObject content)
        {
            foreach (var (name, value) in content.Where(it => !Aside.Contains(it.Key)))
                Walk(fields, [.. path, name], value);
        }
        else if (node is JsonArray list && list.Any(it => it is JsonObject or JsonArray))
        {
            var key = Keys.FirstOrDefault(it => IsKey(list, it));
            for (var i = 0; i < list.Count; i++)
                Walk(fields, [.. path, $"[{(key is null ? i : TextOf(list[i]![key]))}]"], list[i]);
        }
        else if (node is not null)
        {
            Add(fields, path, TextOf(node));
        }
    }

    static bool IsKey(JsonArray list, string key) =>
        list.All(it => it is JsonObject content && content[key] is JsonValue) && list.Select(it => TextOf(it![key])).Distinct(StringComparer.Ordinal).Count() == list.Count;

    static void Add(Dictionary<string, Leaf> fields, IReadOnlyList<string> segments, string text)
    {
        if (text.Length > 0)
            fields[string.Join('.', segments).Replace(".[", "[", StringComparison.Ordinal)] = new Leaf(segments, text);
    }

    static string TextOf(JsonNode? node) => node switch
    {
        null => "",
        JsonArray list => string.Join(", ", list.Select(TextOf)),
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(),
    };

    static string? Cut(string? text) => text?.Length > LongestValue ? text[..LongestValue] + "…" : text;

    sealed record Leaf(IReadOnlyList<string> Segments, string Text);
}
