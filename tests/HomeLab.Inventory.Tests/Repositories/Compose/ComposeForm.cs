using System.Text.Json;
using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Tests.Repositories.Compose;

/// <summary>A Compose model without what only one of two writers of it puts in: defaults, and the splitting of commands.</summary>
static class ComposeForm
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    static readonly string[] Plain =
        ["image", "container_name", "restart", "network_mode", "dns", "cap_add", "expose", "logging", "healthcheck", "extra_hosts", "tmpfs", "profiles", "build", "depends_on"];

    public static string Of(JsonNode model)
    {
        var services = new JsonObject();
        foreach (var (name, service) in (model["services"] as JsonObject ?? []).OrderBy(it => it.Key, StringComparer.Ordinal))
            services[name] = Service((JsonObject)service!);
        return new JsonObject { ["services"] = services, ["volumes"] = Shared(model["volumes"]), ["networks"] = Shared(model["networks"]) }.ToJsonString(Indented);
    }

    static JsonObject Service(JsonObject service)
    {
        var form = new JsonObject();
        foreach (var key in Plain.Where(it => service[it] is not null))
            form[key] = Texts(Sorted(service[key]));
        (form["build"] as JsonObject)?.Remove("dockerfile");
        foreach (var key in (string[])["environment", "labels"])
        {
            if (service[key] is JsonObject { Count: > 0 } map)
                form[key] = Texts(Sorted(map));
        }
        form["command"] = service["command"] switch
        {
            JsonArray list => string.Join(' ', list),
            null => "",
            var text => text.ToString(),
        };
        form["ports"] = Pick(service["ports"], "mode", "host_ip", "target", "published", "protocol");
        form["volumes"] = Pick(service["volumes"], "type", "source", "target", "read_only");
        form["secrets"] = Pick(service["secrets"], "source");
        form["configs"] = Pick(service["configs"], "source");
        form["devices"] = new JsonArray([.. (service["devices"] as JsonArray ?? []).Select(it => it is JsonObject device ? JsonValue.Create($"{device["source"]}:{device["target"]}:{device["permissions"]}") : it!.DeepClone())]);
        var networks = service["networks"] is JsonObject { Count: > 0 } used ? used.Select(it => it.Key) : service["network_mode"] is null ? ["default"] : [];
        form["networks"] = new JsonArray([.. networks.Order(StringComparer.Ordinal).Select(it => (JsonNode)it)]);
        return form;
    }

    /// <summary>Only what differs from what everybody would put in.</summary>
    static JsonObject Shared(JsonNode? section)
    {
        var form = new JsonObject();
        foreach (var (name, value) in (section as JsonObject ?? []).OrderBy(it => it.Key, StringComparer.Ordinal))
        {
            var labels = value?["labels"];
            var own = value?["name"]?.ToString() is { } text && text != $"case_{name}" ? text : "";
            if (labels is not null || own.Length > 0)
                form[name] = new JsonObject { ["name"] = own, ["external"] = value?["external"]?.DeepClone(), ["labels"] = Sorted(labels) };
        }
        return form;
    }

    static JsonArray Pick(JsonNode? list, params string[] keys) => new([.. (list as JsonArray ?? []).Select(item =>
    {
        var form = new JsonObject();
        foreach (var key in keys.Where(it => item![it] is not null))
            form[key] = item![key]!.DeepClone();
        return (JsonNode)form;
    })]);

    static JsonNode? Sorted(JsonNode? node) =>
        node is JsonObject map ? new JsonObject(map.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => KeyValuePair.Create(it.Key, Sorted(it.Value)))) : node?.DeepClone();

    /// <summary>Settings are texts whatever they look like.</summary>
    static JsonNode? Texts(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(it => KeyValuePair.Create(it.Key, Texts(it.Value)))),
        JsonValue value => value.ToString(),
        _ => node?.DeepClone(),
    };
}
