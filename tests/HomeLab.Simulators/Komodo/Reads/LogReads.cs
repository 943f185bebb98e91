using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.State;
using HomeLab.Simulators.Komodo.Updates;

namespace HomeLab.Simulators.Komodo.Reads;

/// <summary>What containers say, asked of the host itself.</summary>
static class LogReads
{
    const int DefaultTail = 50;
    const int LongestTail = 5000;

    public static JsonObject OfStack(KomodoCall call)
    {
        var stack = call.Stack(call.Name("stack"));
        var services = call.Texts("services") ?? throw KomodoRefusal.Unreadable("missing field `services`");
        if (call.View.FindServer(stack.ServerId) is not { } server)
            throw new KomodoRefusal(StatusCodes.Status500InternalServerError, "Stack does not have any Server attached");
        ContainerReads.Reached(call, server);
        var lines = call.Store.Current.FindStack(stack.Id)!.Services.Where(it => it.Container is not null && (services.Count == 0 || services.Contains(it.Name)))
            .SelectMany(it => Lines(call, it.Container!).Select(line => $"{it.Container!.Name}  | {line}"));
        return Log(call, "Get Stack Log", $"docker compose -p {stack.Project} logs --tail {Tail(call)} -- {string.Join(' ', services)}", lines);
    }

    public static JsonObject OfContainer(KomodoCall call)
    {
        var container = ContainerReads.Find(call);
        return Log(call, "get container log", $"docker logs {container.Name} --tail {Tail(call)}", Lines(call, container));
    }

    static IEnumerable<string> Lines(KomodoCall call, Container container) => call.Store.Current.ImageOf(container.Image).Log.Split('\n').TakeLast(Tail(call));

    static int Tail(KomodoCall call) => Math.Min(call.Number("tail") ?? DefaultTail, LongestTail);

    static JsonObject Log(KomodoCall call, string stage, string command, IEnumerable<string> lines) =>
        UpdateJson.Log(new UpdateLog(stage, command, string.Concat(lines.Select(line => line + "\n")), "", true, call.Now));
}
