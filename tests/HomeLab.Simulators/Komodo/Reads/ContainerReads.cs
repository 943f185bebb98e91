using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Reads;

/// <summary>Single containers, asked of the host itself.</summary>
static class ContainerReads
{
    public static JsonObject Inspect(KomodoCall call) => Json(Find(call));

    /// <exception cref="KomodoRefusal">It is not there, or its server is not reached.</exception>
    public static Container Find(KomodoCall call)
    {
        var (server, name) = (Reached(call, call.Server(call.Name("server"))), call.Text("container"));
        return call.Store.Current.ContainersOf(server).FirstOrDefault(it => it.Id == name || it.Name == name) ?? throw Missing(name);
    }

    public static JsonObject InspectOfStack(KomodoCall call)
    {
        var stack = call.Stack(call.Name("stack"));
        if (call.View.FindServer(stack.ServerId) is not { } server)
            throw new KomodoRefusal(StatusCodes.Status500InternalServerError, "Stack does not have any Server attached");
        Reached(call, server);
        var service = call.Text("service");
        return Json(call.Store.Current.FindStack(stack.Id)?.Services.FirstOrDefault(it => it.Name == service)?.Container
            ?? throw new KomodoRefusal(StatusCodes.Status500InternalServerError, "No service found matching name. Is the stack deployed?"));
    }

    /// <summary>Another for another image of the same name.</summary>
    public static string ImageId(Container container) => "sha256:" + Ids.Container(container.Image, container.Digest);

    public static string Status(Container container) => container.State switch
    {
        "running" => container.Health is null ? "Up 2 hours" : $"Up 2 hours ({(container.Health == "starting" ? "health: starting" : container.Health)})",
        "paused" => "Up 2 hours (Paused)",
        "restarting" => "Restarting (1) 5 seconds ago",
        "created" => "Created",
        _ => "Exited (0) 2 hours ago",
    };

    /// <returns>As it is, whatever Core believes.</returns>
    /// <exception cref="KomodoRefusal">It is not reached.</exception>
    public static Server Reached(KomodoCall call, Server server) => call.Store.Current.FindServer(server.Id) is { IsReached: true } reached
        ? reached
        : throw new KomodoRefusal(StatusCodes.Status500InternalServerError, "Cannot inspect container: server is NotOk");

    static KomodoRefusal Missing(string name) => new(StatusCodes.Status500InternalServerError, $"Failed to inspect container {name}", $"Docker responded with status code 404: No such container: {name}");

    static JsonObject Json(Container container)
    {
        var state = new JsonObject
        {
            ["Status"] = container.State,
            ["Running"] = container.State is "running" or "paused",
            ["Paused"] = container.State == "paused",
            ["Restarting"] = container.State == "restarting",
            ["ExitCode"] = 0,
        };
        if (container.Health is not null)
            state["Health"] = new JsonObject { ["Status"] = container.Health, ["FailingStreak"] = container.Health == "unhealthy" ? 3 : 0, ["Log"] = new JsonArray() };
        return new JsonObject
        {
            ["Id"] = container.Id,
            ["Name"] = "/" + container.Name,
            ["Created"] = container.CreatedAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["Image"] = ImageId(container),
            ["RestartCount"] = container.State == "restarting" ? 5 : 0,
            ["State"] = state,
            ["Config"] = new JsonObject
            {
                ["Image"] = container.Image,
                ["Labels"] = new JsonObject(container.Labels.Select(it => KeyValuePair.Create(it.Key, (JsonNode?)it.Value))),
            },
            ["NetworkSettings"] = new JsonObject { ["Networks"] = new JsonObject(container.Networks.Select(it => KeyValuePair.Create(it, (JsonNode?)new JsonObject()))) },
            ["Mounts"] = new JsonArray([.. container.Volumes.Select(it => new JsonObject { ["Type"] = "volume", ["Name"] = it })]),
        };
    }
}
