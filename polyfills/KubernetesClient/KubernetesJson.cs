using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using k8s.Models;

namespace k8s;

/// <summary>JSON as the API speaks it: camel case, nothing for null, enums by name.</summary>
public static class KubernetesJson
{
    internal static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters =
        {
            new JsonStringEnumConverter(),
            new DurationConverter(),
            new DateTimeConverter(),
            new TimeConverter(),
            new V1Status.V1StatusObjectViewConverter(),
        },
    };

    public static TValue Deserialize<TValue>(string json, JsonSerializerOptions jsonSerializerOptions = null) =>
        JsonSerializer.Deserialize<TValue>(json, jsonSerializerOptions ?? Options);

    public static TValue Deserialize<TValue>(Stream json, JsonSerializerOptions jsonSerializerOptions = null) =>
        JsonSerializer.Deserialize<TValue>(json, jsonSerializerOptions ?? Options);

    public static TValue Deserialize<TValue>(JsonDocument json, JsonSerializerOptions jsonSerializerOptions = null) =>
        json.Deserialize<TValue>(jsonSerializerOptions ?? Options);

    public static TValue Deserialize<TValue>(JsonElement json, JsonSerializerOptions jsonSerializerOptions = null) =>
        json.Deserialize<TValue>(jsonSerializerOptions ?? Options);

    public static TValue Deserialize<TValue>(JsonNode json, JsonSerializerOptions jsonSerializerOptions = null) =>
        json.Deserialize<TValue>(jsonSerializerOptions ?? Options);

    public static string Serialize(object value, JsonSerializerOptions jsonSerializerOptions = null) =>
        JsonSerializer.Serialize(value, value.GetType(), jsonSerializerOptions ?? Options);

    public static string Serialize(JsonDocument value, JsonSerializerOptions jsonSerializerOptions = null) =>
        JsonSerializer.Serialize(value, jsonSerializerOptions ?? Options);

    public static string Serialize(JsonElement value, JsonSerializerOptions jsonSerializerOptions = null) =>
        JsonSerializer.Serialize(value, jsonSerializerOptions ?? Options);

    public static string Serialize(JsonNode value, JsonSerializerOptions jsonSerializerOptions = null) =>
        JsonSerializer.Serialize(value, jsonSerializerOptions ?? Options);
}
