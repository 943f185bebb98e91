using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>A configuration as the API tells it: whole numbers and flags are numbers, all else is text, a machine's memory too.</summary>
static class ConfigJson
{
    public static JsonObject Of(Guest guest, bool isCurrent, GuestConfig? snapshot = null)
    {
        var config = snapshot ?? guest.Config;
        if (!isCurrent && snapshot is null)
            config = guest.Pending.Aggregate(config, (merged, change) => merged.With(change.Key, change.Value));
        var json = new JsonObject(config.Values.Select(pair => KeyValuePair.Create(pair.Key, Value(guest.Kind, pair.Key, pair.Value))));
        json["digest"] = guest.Config.Digest;
        return json;
    }

    public static JsonArray Pending(Guest guest) =>
    [
        .. guest.Config.Values.Keys.Union(guest.Pending.Keys).Order(StringComparer.Ordinal).Select(key => Row(guest, key)),
        new JsonObject { ["key"] = "digest", ["value"] = guest.Config.Digest },
    ];

    static JsonObject Row(Guest guest, string key)
    {
        var row = new JsonObject { ["key"] = key };
        if (guest.Config[key] is { } value)
            row["value"] = Value(guest.Kind, key, value);
        if (guest.Pending.TryGetValue(key, out var pending))
            row[pending is null ? "delete" : "pending"] = pending is null ? 1 : Value(guest.Kind, key, pending);
        return row;
    }

    static JsonNode? Value(GuestKind kind, string key, string value) =>
        ConfigSchema.Find(kind, key)?.Type is ParameterType.Integer or ParameterType.Boolean
        && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : value;
}
