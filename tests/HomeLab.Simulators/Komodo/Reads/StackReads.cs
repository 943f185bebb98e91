using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Configs;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Reads;

static class StackReads
{
    public static JsonArray List(KomodoCall call) => Listed(call, it => Documents.Item("Stack", it.Id, it.Name, it.Tags, StackJson.Info(it, call.View.FindServer(it.ServerId), call.Release)));

    public static JsonArray FullDocuments(KomodoCall call) => Listed(call, it => Document(it, call.Release));

    public static JsonObject Document(Stack stack, Release release)
    {
        var document = Documents.Full(stack.Id, stack.Name, FindingsJson.Of(stack.Findings), StackConfig.Whole(stack, release));
        document["description"] = stack.Description;
        document["tags"] = Documents.Texts(stack.Tags);
        document["updated_at"] = stack.UpdatedAt.ToUnixTimeMilliseconds();
        return document;
    }

    public static JsonObject ActionState(Stack stack)
    {
        string[] actions = ["pulling", "deploying", "starting", "restarting", "pausing", "unpausing", "stopping", "destroying"];
        return new JsonObject(actions.Select(action => KeyValuePair.Create(action, (JsonNode?)(action == stack.Doing || (action == "pulling" && stack.IsPulling)))));
    }

    public static JsonArray Services(KomodoCall call)
    {
        var stack = call.Stack(call.Name("stack"));
        return call.Shown(stack.Services.Select(it => StackJson.Service(stack, it, call.View.FindServer(stack.ServerId), call.Release)));
    }

    public static JsonObject Summary(KomodoCall call)
    {
        var states = call.View.Stacks.Values.Where(it => call.MayRead("Stack", it.Id)).Select(it => it.StateOn(call.View.FindServer(it.ServerId))).ToList();
        string[] named = ["running", "stopped", "down", "unknown"];
        var summary = new JsonObject { ["total"] = states.Count, ["unhealthy"] = states.Count(it => !named.Contains(it)) };
        foreach (var state in named)
            summary[state] = states.Count(it => it == state);
        return summary;
    }

    static JsonArray Listed(KomodoCall call, Func<Stack, JsonObject> show)
    {
        var specific = call.Query?["specific"] as JsonObject;
        var (servers, repositories, states) = (Wanted(specific, "server_ids"), Wanted(specific, "repos"), Wanted(specific, "states"));
        var tags = Wanted(call.Query, "tags")?.Select(tag => (call.View.FindTag(tag) ?? throw new KomodoRefusal(StatusCodes.Status500InternalServerError, $"No tag found matching name or id: {tag}")).Id).ToList();
        var isAny = (string?)call.Query?["tag_behavior"] == "Any";
        return Paging.List(call, "Stack", call.View.Stacks.Values, it => (it.Id, it.Name), IsAskedFor, show);

        bool IsAskedFor(Stack stack) => servers?.Contains(stack.ServerId) != false && repositories?.Contains(stack["repo"]) != false
            && (tags is null || (isAny ? tags.Exists(stack.Tags.Contains) : tags.TrueForAll(stack.Tags.Contains)))
            && states?.Contains(stack.StateOn(call.View.FindServer(stack.ServerId))) != false;
    }

    static HashSet<string>? Wanted(JsonObject? query, string name) => query?[name] is JsonArray { Count: > 0 } all ? [.. all.Select(it => (string?)it ?? "")] : null;
}
