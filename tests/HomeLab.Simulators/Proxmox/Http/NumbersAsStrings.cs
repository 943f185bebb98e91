using System.Text.Json;
using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Proxmox.Http;

/// <summary>What a server in Perl may tell: a number that was once used as text is a string.</summary>
static class NumbersAsStrings
{
    public static JsonNode? Of(JsonNode? node) => node switch
    {
        JsonObject one => new JsonObject(one.Select(pair => KeyValuePair.Create(pair.Key, Of(pair.Value)))),
        JsonArray many => new JsonArray([.. many.Select(Of)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonValue.Create(value.ToJsonString()),
        _ => node?.DeepClone(),
    };
}
