using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Komodo.Compose;

/// <summary>Several Compose files as one: a later one is laid over those before.</summary>
static class ComposeFiles
{
    static readonly HashSet<string> Replaced = ["command", "entrypoint", "test"];

    public static JsonObject Over(JsonObject below, JsonObject above)
    {
        var merged = (JsonObject)below.DeepClone();
        foreach (var (key, value) in above)
        {
            merged[key] = (merged[key], value) switch
            {
                (JsonObject lower, JsonObject upper) => Over(lower, upper),
                (JsonArray lower, JsonArray upper) when !Replaced.Contains(key) => Appended(lower, upper),
                _ => value?.DeepClone(),
            };
        }
        return merged;
    }

    /// <summary>Lists of <c>KEY=value</c> as mappings, so that both forms can be laid over each other.</summary>
    public static JsonObject AsMapping(JsonNode? node) => node switch
    {
        JsonObject mapping => (JsonObject)mapping.DeepClone(),
        JsonArray list => new JsonObject(list.Select(it => (it?.GetValue<string>() ?? "").Split('=', 2))
            .GroupBy(it => it[0]).Select(it => KeyValuePair.Create(it.Key, (JsonNode?)(it.Last().Length > 1 ? it.Last()[1] : null)))),
        _ => [],
    };

    static JsonArray Appended(JsonArray lower, JsonArray upper)
    {
        var all = (JsonArray)lower.DeepClone();
        foreach (var it in upper.Where(it => !lower.Any(other => JsonNode.DeepEquals(it, other))))
            all.Add(it?.DeepClone());
        return all;
    }
}
