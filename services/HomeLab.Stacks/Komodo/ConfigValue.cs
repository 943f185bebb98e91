using System.Text.Json.Nodes;

namespace HomeLab.Stacks.Komodo;

/// <summary>Compares a value of a table with the one that Core stores, which has its own way of writing some.</summary>
static class ConfigValue
{
    public static bool IsSame(string field, JsonNode? wanted, JsonNode? stored) => field switch
    {
        "environment" => Lines(wanted).SequenceEqual(Lines(stored)),
        "file_contents" => $"{wanted}".TrimEnd() == $"{stored}".TrimEnd(),
        "commit" => $"{wanted}" == $"{stored}",
        "links" when wanted is JsonValue => Texts(wanted).SequenceEqual(Texts(stored)),
        "additional_env_files" => Paths(wanted).SequenceEqual(Paths(stored)),
        _ => IsSame(wanted, stored),
    };

    /// <summary>Objects are compared by the fields that are wanted: Core adds those that have defaults.</summary>
    static bool IsSame(JsonNode? wanted, JsonNode? stored) => (wanted, stored) switch
    {
        (null, _) => stored is null,
        (JsonObject a, JsonObject b) => a.All(it => IsSame(it.Value, b[it.Key])),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(it => IsSame(it.First, it.Second)),
        (JsonValue a, JsonValue b) => $"{a}" == $"{b}",
        _ => false,
    };

    /// <summary>Core writes <c>KEY = value</c>, one a line, and takes a list of variables as well.</summary>
    static IEnumerable<string> Lines(JsonNode? node) => node is JsonArray list
        ? list.OfType<JsonObject>().Select(it => $"{it["variable"]}={it["value"]}")
        : $"{node}".ReplaceLineEndings("\n").Split('\n').Select(it => it.Trim()).Where(it => it.Length > 0 && it[0] != '#').Select(it =>
            it.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? $"{it[..at].TrimEnd()}={it[(at + 1)..].TrimStart()}" : it);

    static IEnumerable<string> Texts(JsonNode? node) => node is JsonArray list
        ? list.Select(it => $"{it}") : $"{node}".ReplaceLineEndings("\n").Split('\n').Select(it => it.Trim()).Where(it => it.Length > 0);

    static IEnumerable<string> Paths(JsonNode? node) => node is JsonArray list ? list.Select(it => it is JsonObject file ? $"{file["path"]}" : $"{it}") : [];
}
