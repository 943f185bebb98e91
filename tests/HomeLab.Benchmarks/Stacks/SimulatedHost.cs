using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace HomeLab.Benchmarks.Stacks;

/// <summary>A Docker engine that keeps what it is told to make and starts it without running anything.</summary>
sealed class SimulatedHost(int number)
{
    readonly Lock gate = new();
    readonly Dictionary<string, JsonObject> containers = new(StringComparer.Ordinal);
    readonly Dictionary<string, JsonObject> networks = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<Channel<string>, string> listeners = new();
    int made;

    public string Identity => string.Create(CultureInfo.InvariantCulture, $"host-{number}");

    public JsonArray ListContainers()
    {
        lock (gate)
        {
            return [.. containers.Values.Select(it => (JsonNode)new JsonObject
            {
                ["Id"] = Copy(it, "Id"), ["Names"] = new JsonArray($"{it["Name"]}"), ["Image"] = Copy(it["Config"]!, "Image"), ["ImageID"] = Copy(it, "Image"),
                ["State"] = Copy(it["State"]!, "Status"), ["Status"] = "Up", ["Created"] = 1_700_000_000L, ["Labels"] = Copy(it["Config"]!, "Labels"),
                ["Mounts"] = new JsonArray(), ["Ports"] = new JsonArray(), ["NetworkSettings"] = Copy(it, "NetworkSettings"),
            })];
        }
    }

    public JsonArray ListNetworks()
    {
        lock (gate)
            return [.. networks.Values.Select(it => it.DeepClone())];
    }

    /// <summary>Whether a container with that variable runs, and no other of its project is left.</summary>
    public bool Runs(string variable)
    {
        lock (gate)
        {
            return containers.Values.Any(it => IsRunning(it) && it["Config"]!["Env"]!.AsArray().Any(set => $"{set}" == variable)
                && containers.Values.Count(other => ProjectOf(other) == ProjectOf(it)) == 1);
        }
    }

    /// <param name="called">Id or name; null is answered where there is none.</param>
    public JsonNode? Inspect(string called)
    {
        lock (gate)
            return Find(called)?.DeepClone();
    }

    public string? CreateContainer(string name, JsonObject wish)
    {
        lock (gate)
        {
            if (Find(name) is not null)
                return null;
            var id = NextId();
            var joined = new JsonObject();
            foreach (var (network, endpoint) in wish["NetworkingConfig"]?["EndpointsConfig"]?.AsObject() ?? [])
            {
                var settings = endpoint?.DeepClone().AsObject() ?? [];
                (settings["NetworkID"], settings["IPAddress"]) = (Copy(networks[network], "Id"), "172.20.0.2");
                joined[network] = settings;
            }
            var config = wish.DeepClone().AsObject();
            config.Remove("HostConfig");
            config.Remove("NetworkingConfig");
            containers[id] = new JsonObject
            {
                ["Id"] = id, ["Name"] = "/" + name, ["Image"] = SimulatedHosts.ImageId, ["Created"] = "2026-01-01T00:00:00Z", ["Config"] = config,
                ["HostConfig"] = Copy(wish, "HostConfig"), ["Mounts"] = new JsonArray(), ["NetworkSettings"] = new JsonObject { ["Networks"] = joined },
                ["State"] = new JsonObject { ["Status"] = "created", ["Running"] = false, ["ExitCode"] = 0, ["StartedAt"] = "0001-01-01T00:00:00Z" },
            };
            Tell("create", containers[id]);
            return id;
        }
    }

    public string CreateNetwork(JsonObject wish)
    {
        lock (gate)
        {
            var id = NextId();
            var network = wish.DeepClone().AsObject();
            network["Id"] = id;
            networks[$"{wish["Name"]}"] = network;
            return id;
        }
    }

    /// <returns>Whether there is such a container.</returns>
    public bool Change(string called, string action, string name)
    {
        lock (gate)
        {
            if (Find(called) is not { } container)
                return false;
            var id = $"{container["Id"]}";
            if (action is "start" or "stop")
            {
                var state = container["State"]!.AsObject();
                (state["Status"], state["Running"]) = action == "start" ? ("running", true) : ("exited", false);
                if (action == "start")
                    state["StartedAt"] = string.Create(CultureInfo.InvariantCulture, $"2026-01-01T00:00:00.{++made:d9}Z");
            }
            else if (action == "rename")
                container["Name"] = "/" + name;
            else
                containers.Remove(id);
            Tell(action switch { "stop" => "die", "remove" => "destroy", _ => action }, container);
            return true;
        }
    }

    /// <summary>Lines of events as they happen, of one project or of all.</summary>
    public Channel<string> Listen(string project)
    {
        var channel = Channel.CreateUnbounded<string>();
        listeners[channel] = project;
        return channel;
    }

    public void Leave(Channel<string> channel) => listeners.TryRemove(channel, out _);

    public void Clear()
    {
        lock (gate)
        {
            foreach (var container in containers.Values.ToList())
                Change($"{container["Id"]}", "remove", "");
            networks.Clear();
        }
    }

    static JsonNode? Copy(JsonNode from, string field) => from[field]?.DeepClone();

    static string ProjectOf(JsonObject container) => $"{container["Config"]!["Labels"]?["com.docker.compose.project"]}";

    static bool IsRunning(JsonObject container) => $"{container["State"]!["Status"]}" == "running";

    JsonObject? Find(string called) => containers.GetValueOrDefault(called) ?? containers.Values.FirstOrDefault(it => $"{it["Name"]}" == "/" + called);

    string NextId() => string.Create(CultureInfo.InvariantCulture, $"{number:x8}{++made:x56}");

    void Tell(string action, JsonObject container)
    {
        var labels = container["Config"]!["Labels"]?.DeepClone().AsObject() ?? [];
        var project = ProjectOf(container);
        labels["name"] = $"{container["Name"]}".TrimStart('/');
        var nanoseconds = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        var line = new JsonObject
        {
            ["Type"] = "container", ["Action"] = action, ["Actor"] = new JsonObject { ["ID"] = Copy(container, "Id"), ["Attributes"] = labels },
            ["time"] = nanoseconds / 1_000_000_000, ["timeNano"] = nanoseconds,
        }.ToJsonString();
        foreach (var (listener, wanted) in listeners)
        {
            if (wanted.Length == 0 || wanted == project)
                listener.Writer.TryWrite(line);
        }
    }
}
