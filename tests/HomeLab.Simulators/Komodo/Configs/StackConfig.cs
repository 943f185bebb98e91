using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Configs;

/// <summary>A stack's configuration: what is kept of it, and what is shown.</summary>
static class StackConfig
{
    /// <summary>All fields that the version knows.</summary>
    public static JsonObject Whole(Stack stack, Release release) => new(StackFields.All.Values
        .Where(field => release.IsSecond || !field.IsSecond)
        .OrderBy(field => field.Name, StringComparer.Ordinal)
        .Select(field => KeyValuePair.Create(field.Name, stack.Config.TryGetValue(field.Name, out var value) ? JsonNode.Parse(value.GetRawText()) : JsonNode.Parse(field.Default))));

    /// <summary>What is given replaces what is there; what is not given stays. The same dictionary when nothing becomes another.</summary>
    /// <param name="partial">Unknown fields and nulls count for nothing.</param>
    /// <exception cref="KomodoRefusal">A field is of another kind, or names a server that is not there.</exception>
    public static ImmutableDictionary<string, JsonElement> Merge(ImmutableDictionary<string, JsonElement> config, JsonObject partial, Core core, Release release)
    {
        foreach (var (given, value) in partial)
        {
            var name = StackFields.Aliases.GetValueOrDefault(given, given);
            if (value is null || !StackFields.All.TryGetValue(name, out var field))
                continue;
            var kept = FieldValue.Of(field, value, release);
            if (name == "server_id" && kept.GetValue<string>() is { Length: > 0 } server)
                kept = (core.FindServer(server) ?? throw KomodoRefusal.Unattachable("Server", server)).Id;
            config = Set(config, field, kept);
        }
        return config;
    }

    static ImmutableDictionary<string, JsonElement> Set(ImmutableDictionary<string, JsonElement> config, StackField field, JsonNode value)
    {
        var text = value.ToJsonString();
        if (text == JsonNode.Parse(field.Default)!.ToJsonString())
            return config.Remove(field.Name);
        return config.TryGetValue(field.Name, out var before) && before.GetRawText() == text
            ? config
            : config.SetItem(field.Name, JsonSerializer.SerializeToElement(value));
    }
}
