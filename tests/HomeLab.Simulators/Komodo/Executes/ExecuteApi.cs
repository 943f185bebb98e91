using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.State;
using HomeLab.Simulators.Komodo.Updates;

namespace HomeLab.Simulators.Komodo.Executes;

/// <summary>What can be carried out, by the type of the request. The answer says that it is in progress, and no more.</summary>
sealed class ExecuteApi(Executions executions)
{
    const string IfChanged = "DeployStackIfChanged";

    /// <exception cref="KomodoRefusal">There is no such type, or no such stack.</exception>
    public JsonNode Answer(KomodoCall call) => call.Type switch
    {
        IfChanged => BeginIfChanged(call, Stack(call)),
        "BatchDeployStack" or "BatchPullStack" or "BatchDestroyStack" => Batch(call, stack => Begin(call, Operation.Find(call.Type["Batch".Length..])!, stack)),
        "BatchDeployStackIfChanged" => Batch(call, stack => BeginIfChanged(call, stack)),
        _ => Begin(call, Operation.Find(call.Type) ?? throw KomodoRefusal.Unknown(call.Type), Stack(call)),
    };

    JsonObject Begin(KomodoCall call, Operation operation, Stack stack)
    {
        var execution = Execution(call, operation, stack);
        var update = call.Change(core =>
        {
            var begun = execution.NewUpdate(core, call.Now);
            call.Affects(begun.Operation, begun.Id, $"stack {stack.Name}");
            return (core.WithUntold(begun), begun);
        });
        executions.Start(execution, update);
        return UpdateJson.Document(update);
    }

    /// <summary>Whether anything is done shows later, and in no update where nothing is: the answer has no id.</summary>
    JsonObject BeginIfChanged(KomodoCall call, Stack stack)
    {
        var execution = Execution(call, Operation.Deploy, stack);
        executions.StartIfChanged(execution);
        var answer = UpdateJson.Document(execution.NewUpdate(call.View, call.Now));
        answer.Remove("_id");
        return answer;
    }

    static JsonArray Batch(KomodoCall call, Func<Stack, JsonObject> begin) => new([.. StackPattern.Find(call.Store.Current, call.Text("pattern"))
        .Where(stack => Permissions.MayExecute(call.Store.Current, call.Caller, "Stack", stack.Id))
        .Select(stack => new JsonObject { ["status"] = "Ok", ["data"] = begin(stack) })]);

    static Execution Execution(KomodoCall call, Operation operation, Stack stack) => new(call.Store, call.Caller, call.Traceparent, operation, stack.Id, [.. call.Texts("services") ?? []])
    {
        RemovesOrphans = call.Flag("remove_orphans"),
        Aftermath = call.Aftermath,
        IsBusy = call.IsBusy,
    };

    static Stack Stack(KomodoCall call)
    {
        var name = call.Text("stack");
        return call.Store.Current.FindStack(name) ?? throw KomodoRefusal.Missing("Stack", name);
    }
}
