using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Configs;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.Reads;
using HomeLab.Simulators.Komodo.Sources;
using HomeLab.Simulators.Komodo.State;
using HomeLab.Simulators.Komodo.Updates;

namespace HomeLab.Simulators.Komodo.Writes;

static class StackWrites
{
    public static JsonNode Create(KomodoCall call) =>
        Add(call, StackConfig.Merge(ImmutableDictionary<string, JsonElement>.Empty, call.Part("config"), call.View, call.Release), "");

    public static JsonNode Copy(KomodoCall call)
    {
        var source = call.Stack(call.Text("id"));
        return Add(call, source.Config, source.Description);
    }

    /// <summary>Nothing happens, and no update tells of it, when nothing becomes another.</summary>
    public static JsonNode Update(KomodoCall call)
    {
        var partial = call.Part("config");
        return StackReads.Document(call.Change(core =>
        {
            var stack = call.Writable(core, call.Text("id"));
            var config = StackConfig.Merge(stack.Config, partial, core, call.Release);
            if (ReferenceEquals(config, stack.Config))
                return (core, stack);
            var changed = StackMoves.Reconfigured(core, stack, stack with { Config = config, UpdatedAt = call.Now });
            var (after, refreshed, logs) = Refreshed(changed.Core, changed.Stack, call.Now);
            var update = after.NewUpdate("UpdateStack", "Stack", stack.Id, call.Caller.Name, call.Now).Ended(call.Now, logs) with
            {
                PreviousToml = StackToml.Of(core, stack),
                CurrentToml = StackToml.Of(after, refreshed),
                Traceparent = call.Traceparent,
            };
            call.Affects("update", refreshed);
            return (after.With(update), refreshed);
        }), call.Release);
    }

    public static JsonNode Rename(KomodoCall call) => UpdateJson.Document(call.Change(core =>
    {
        var stack = call.Writable(core, call.Text("id"));
        var name = ResourceName.Normal(call.Text("name"));
        if (core.StackNames.TryGetValue(name, out var other) && other != stack.Id)
            throw new KomodoRefusal(StatusCodes.Status500InternalServerError, "Failed to update Stack on db. This name may already be taken.");
        var renamed = stack with { Name = name, UpdatedAt = call.Now };
        var update = core.NewUpdate("RenameStack", "Stack", stack.Id, call.Caller.Name, call.Now)
            .Ended(call.Now, UpdateLog.Simple("Rename Stack", $"Renamed Stack {stack.Id} from {stack.Name} to {name}", call.Now)) with { Traceparent = call.Traceparent };
        call.Affects("update", renamed);
        return (core.With(renamed).With(update), update);
    }));

    static JsonObject Add(KomodoCall call, ImmutableDictionary<string, JsonElement> config, string description)
    {
        if (!Permissions.MayCreate(call.Caller, "Stack"))
            throw new KomodoRefusal(StatusCodes.Status403Forbidden, "User does not have permissions to create Stack.");
        var name = ResourceName.Checked(call.Text("name"));
        return StackReads.Document(call.Change(core =>
        {
            if (core.StackNames.ContainsKey(name))
                throw new KomodoRefusal(StatusCodes.Status409Conflict, $"Resource with name '{name}' already exists");
            var id = Ids.Document(call.Store.Seed.Name, "stack", name, core.NextNumber.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var made = StackMoves.Adopted(core with { NextNumber = core.NextNumber + 1 }, new Stack(id, name, config) { Description = description, UpdatedAt = call.Now });
            var (after, stack, logs) = Refreshed(made.Core, made.Stack, call.Now);
            var update = after.NewUpdate("CreateStack", "Stack", id, call.Caller.Name, call.Now)
                .Ended(call.Now, [UpdateLog.Simple("Create Stack", $"Created Stack {name} ({id})", call.Now), .. logs]) with { Traceparent = call.Traceparent };
            call.Affects("create", stack);
            return (after.With(update), stack);
        }), call.Release);
    }

    static (Core Core, Stack Stack, IEnumerable<UpdateLog> Logs) Refreshed(Core core, Stack stack, DateTimeOffset now)
    {
        try
        {
            var refreshed = StackCache.Refresh(core, stack);
            return (core.With(refreshed), refreshed, []);
        }
        catch (SourceFailure failure)
        {
            return (core.With(stack), stack, [UpdateLog.Failed("Refresh stack cache", failure.Message, now)]);
        }
    }
}
