using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Reads;

static class StackReads
{
    public static JsonArray List(KomodoCall call) => Listed(call, it => Documents.Item("Stack", it.Id, it.Name, StackJson.Info(it, call.View.FindServer(it.ServerId), call.Release)));

    public static JsonArray FullDocuments(KomodoCall call) => Listed(call, it => Document(it, call.Release));

    public static JsonObject Document(Stack stack, Release release) => Documents.Full(stack.Id, stack.Name, StackJson.Findings(stack), StackJson.Config(stack, release));

    public static JsonObject ActionState(Stack stack)
    {
        string[] actions = ["pulling", "deploying", "starting", "restarting", "pausing", "unpausing", "stopping", "destroying"];
        return new JsonObject(actions.Select(action => KeyValuePair.Create(action, (JsonNode?)(action == stack.Doing))));
    }

    public static JsonArray Services(KomodoCall call)
    {
        var stack = call.Stack(call.Name("stack"));
        return call.Shown(stack.Services.Select(it => StackJson.Service(stack, it, call.View.FindServer(stack.ServerId), call.Release)));
    }

    public static JsonObject Summary(KomodoCall call)
    {
        var states = call.View.Stacks.Where(it => call.MayRead("Stack", it.Id)).Select(it => it.StateOn(call.View.FindServer(it.ServerId))).ToList();
        string[] named = ["running", "stopped", "down", "unknown"];
        var summary = new JsonObject { ["total"] = states.Count, ["unhealthy"] = states.Count(it => !named.Contains(it)) };
        foreach (var state in named)
            summary[state] = states.Count(it => it == state);
        return summary;
    }

    static JsonArray Listed(KomodoCall call, Func<Stack, JsonObject> show)
    {
        var specific = call.Query?["specific"] as JsonObject;
        var servers = (specific?["server_ids"] as JsonArray)?.Select(it => (string?)it).ToHashSet();
        return Paging.List(
            call, "Stack", call.View.Stacks, it => (it.Id, it.Name), it => servers is not { Count: > 0 } || servers.Contains(it.ServerId), show);
    }
}
