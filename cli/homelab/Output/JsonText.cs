using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Google.Protobuf;

namespace HomeLab.Cli.Output;

/// <summary>Messages of the contracts as JSON for scripts: their own field names in lowerCamelCase, none left out.</summary>
static class JsonText
{
    static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static JsonObject Of(IMessage message) => JsonNode.Parse(Formatter.Format(message))!.AsObject();

    /// <summary>With the service's name first, where several answered.</summary>
    public static JsonObject Of(string service, IMessage message)
    {
        var json = Of(message);
        json.Insert(0, "service", service);
        return json;
    }

    /// <summary>A field that holds JSON as text becomes that JSON under a name without the suffix: <c>specJson</c>, <c>spec</c>.</summary>
    public static JsonObject Unfold(this JsonObject json, string field)
    {
        var text = (string?)json[field];
        json.Remove(field);
        json[field[..^"Json".Length]] = string.IsNullOrEmpty(text) ? null : JsonNode.Parse(text);
        return json;
    }

    public static JsonNode From<T>(T value) => JsonSerializer.SerializeToNode(value, Options)!;
}
