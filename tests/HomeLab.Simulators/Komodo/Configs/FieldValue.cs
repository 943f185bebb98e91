using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;

namespace HomeLab.Simulators.Komodo.Configs;

/// <summary>A field's value as it is kept, from one of the forms in which it may come.</summary>
static class FieldValue
{
    /// <exception cref="KomodoRefusal">422: it is of another kind.</exception>
    public static JsonNode Of(StackField field, JsonNode given, Release release) => field.Kind switch
    {
        FieldKind.Text => TextOf(field, given),
        FieldKind.Flag => given is JsonValue flag && flag.TryGetValue<bool>(out var isOn) ? isOn : throw Wrong(field, "a boolean"),
        FieldKind.Texts => new JsonArray([.. TextsOf(field, given).Select(text => JsonValue.Create(text))]),
        FieldKind.File => WithOneEnd(TextOf(field, given)),
        FieldKind.Environment => WithOneEnd(given is JsonArray variables ? string.Concat(variables.Select(it => $"  {Part(field, it, "variable")} = {Part(field, it, "value")}\n")) : TextOf(field, given)),
        FieldKind.EnvironmentFiles => Each(field, given, it => EnvironmentFile(field, it, release)),
        FieldKind.ConfigFiles => Each(field, given, it => ConfigFile(field, it)),
        _ => new JsonObject { ["path"] = Part(field, given, "path", ""), ["command"] = Part(field, given, "command", "") },
    };

    static JsonNode EnvironmentFile(StackField field, JsonNode? given, Release release)
    {
        var path = given is JsonValue ? TextOf(field, given) : Part(field, given, "path");
        var isTracked = given is not JsonObject it || it["track"]?.GetValueKind() != JsonValueKind.False;
        return release.IsSecond ? new JsonObject { ["path"] = path, ["track"] = isTracked } : path;
    }

    static JsonObject ConfigFile(StackField field, JsonNode? given) => given is JsonValue
        ? new JsonObject { ["path"] = TextOf(field, given), ["services"] = new JsonArray(), ["requires"] = "None" }
        : new JsonObject
        {
            ["path"] = Part(field, given, "path"),
            ["services"] = given is JsonObject && given["services"] is { } services ? new JsonArray([.. TextsOf(field, services).Select(text => JsonValue.Create(text))]) : new JsonArray(),
            ["requires"] = Part(field, given, "requires", "None"),
        };

    static JsonArray Each(StackField field, JsonNode given, Func<JsonNode?, JsonNode> of) =>
        given is JsonArray all ? new JsonArray([.. all.Select(of)]) : throw Wrong(field, "a sequence");

    static IEnumerable<string> TextsOf(StackField field, JsonNode given) => given is JsonArray all
        ? all.Select(it => TextOf(field, it))
        : TextOf(field, given).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    static string Part(StackField field, JsonNode? given, string name, string? otherwise = null) =>
        given is JsonObject parts && parts[name] is { } part ? TextOf(field, part) : otherwise ?? throw KomodoRefusal.Unreadable($"{field.Name}: missing field `{name}`");

    static string TextOf(StackField field, JsonNode? given) => given is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Wrong(field, "a string");

    static string WithOneEnd(string text) => text.TrimEnd() is { Length: > 0 } kept ? kept + "\n" : "";

    static KomodoRefusal Wrong(StackField field, string wanted) => KomodoRefusal.Unreadable($"config.{field.Name}: invalid type, expected {wanted}");
}
