using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Reads;

static class ServerReads
{
    public static JsonArray List(KomodoCall call) => Paging.List(
        call, "Server", call.View.Servers, it => (it.Id, it.Name), _ => true, it => Documents.Item("Server", it.Id, it.Name, Info(it, call)));

    public static JsonObject Document(Server server, Release release)
    {
        var config = new JsonObject
        {
            ["address"] = release.IsSecond ? server.Address : server.Address ?? "",
            ["external_address"] = "",
            ["region"] = "",
            ["enabled"] = server.State != "Disabled",
            ["ignore_mounts"] = new JsonArray(),
            ["stats_monitoring"] = true,
            ["auto_prune"] = true,
            ["links"] = new JsonArray(),
            ["maintenance_windows"] = new JsonArray(),
        };
        foreach (var flag in Alerts)
            config[flag] = true;
        foreach (var (name, value) in Thresholds)
            config[name] = value;
        if (release.IsSecond)
            (config["insecure_tls"], config["auto_rotate_keys"]) = (true, true);
        else
            config["timeout_seconds"] = 3;
        return Documents.Full(server.Id, server.Name, [], config);
    }

    /// <summary>What Core saw when it last asked; nothing of a server that it does not reach.</summary>
    public static JsonArray Containers(KomodoCall call)
    {
        var server = call.Server(call.Name("server"));
        return call.Shown(server.IsReached ? call.View.ContainersOf(server).OrderBy(it => it.Name, StringComparer.Ordinal).Select(it => Container(it, server, call.Release)) : []);
    }

    /// <summary>Of all servers that the caller may read, or of some.</summary>
    public static JsonArray AllContainers(KomodoCall call)
    {
        var wanted = call.Texts("servers") is { Count: > 0 } named ? named.Select(it => call.View.FindServer(it)?.Id).ToHashSet() : null;
        var reached = call.View.Servers.Where(it => it.IsReached && call.MayRead("Server", it.Id) && wanted?.Contains(it.Id) != false).ToDictionary(it => it.Id);
        var all = reached.Values.SelectMany(server => server.Containers.Select(it => (it, server)))
            .Concat(call.View.Stacks.Values.Where(stack => reached.ContainsKey(stack.ServerId)).SelectMany(stack => stack.Containers.Values.Select(it => (it, reached[stack.ServerId]))))
            .OrderBy(it => it.it.Name, StringComparer.Ordinal);
        return call.Shown(Paging.Page(call, all).Select(it => Container(it.it, it.Item2, call.Release)));
    }

    public static JsonObject Container(Container container, Server server, Release release)
    {
        var item = new JsonObject
        {
            ["server_id"] = server.Id,
            ["name"] = container.Name,
            ["id"] = container.Id,
            ["image"] = container.Image,
            ["image_id"] = ContainerReads.ImageId(container),
            ["created"] = container.CreatedAt.ToUnixTimeSeconds(),
            ["size_rw"] = null,
            ["size_root_fs"] = null,
            ["state"] = container.State,
            ["status"] = ContainerReads.Status(container),
            ["network_mode"] = "bridge",
            ["networks"] = Documents.Texts(container.Networks),
            ["ports"] = new JsonArray(),
            ["volumes"] = Documents.Texts(container.Volumes),
            ["stats"] = null,
            ["labels"] = new JsonObject(container.Labels.Select(it => KeyValuePair.Create(it.Key, (JsonNode?)it.Value))),
        };
        if (release.IsPaged)
            item["server_name"] = server.Name;
        return item;
    }

    static readonly string[] Alerts =
        ["send_unreachable_alerts", "send_cpu_alerts", "send_mem_alerts", "send_disk_alerts", "send_version_mismatch_alerts"];

    static readonly (string Name, double Value)[] Thresholds =
        [("cpu_warning", 90), ("cpu_critical", 99), ("mem_warning", 75), ("mem_critical", 95), ("disk_warning", 75), ("disk_critical", 95)];

    static JsonObject Info(Server server, KomodoCall call)
    {
        var isSecond = call.Release.IsSecond;
        var info = new JsonObject
        {
            ["state"] = server.State,
            ["region"] = "",
            ["address"] = isSecond ? server.Address : server.Address ?? "",
            ["external_address"] = isSecond ? null : "",
            ["version"] = server.IsReached ? call.View.Version : isSecond ? null : "Unknown",
            ["terminals_disabled"] = false,
        };
        foreach (var flag in Alerts)
            info[flag] = true;
        info[isSecond ? "container_terminals_disabled" : "container_exec_disabled"] = false;
        if (call.Release.IsPaged)
        {
            info["err"] = server.State == "NotOk" ? new JsonObject { ["error"] = "failed to connect to the agent", ["trace"] = new JsonArray() } : null;
            info["stats"] = null;
            info["alerting_thresholds"] = new JsonObject(Thresholds.Select(it => KeyValuePair.Create(it.Name, (JsonNode?)it.Value)));
            info["public_ip"] = null;
        }
        return info;
    }
}
