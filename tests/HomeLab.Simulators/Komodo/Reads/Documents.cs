using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Komodo.Reads;

/// <summary>The frames that resources of every type have.</summary>
static class Documents
{
    public static JsonObject Item(string type, string id, string name, JsonObject info) => Item(type, id, name, [], info);

    public static JsonObject Item(string type, string id, string name, IEnumerable<string> tags, JsonObject info) => new()
    {
        ["id"] = id,
        ["type"] = type,
        ["name"] = name,
        ["template"] = false,
        ["tags"] = Texts(tags),
        ["info"] = info,
    };

    public static JsonObject Full(string id, string name, JsonObject info, JsonObject config) => new()
    {
        ["_id"] = new JsonObject { ["$oid"] = id },
        ["name"] = name,
        ["description"] = "",
        ["template"] = false,
        ["tags"] = new JsonArray(),
        ["info"] = info,
        ["config"] = config,
        ["base_permission"] = "None",
        ["updated_at"] = 1_774_000_000_000,
    };

    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
