using System.Text.Json.Nodes;
using HomeLab.Simulators.Clock;
using HomeLab.Simulators.Komodo.Configs;
using HomeLab.Simulators.Komodo.Executes;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.Reads;
using HomeLab.Simulators.Komodo.State;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Komodo.Writes;

/// <summary>A stack that runs is taken down first, and its caller waits for it; it goes also when that fails.</summary>
sealed class StackDeletion(SimulatorClock clock, IOptions<KomodoOptions> options)
{
    public async Task<JsonNode> AnswerAsync(KomodoCall call, CancellationToken cancellationToken)
    {
        var (found, isUp) = Begin(call);
        if (isUp)
            await clock.WaitUntilAsync(call.Now + TimeSpan.FromSeconds(options.Value.DeploySeconds), cancellationToken);
        call.Change(core => (End(core, call, found.Id), true));
        return StackReads.Document(found, call.Release);
    }

    static (Stack Stack, bool IsUp) Begin(KomodoCall call)
    {
        Stack? found = null;
        var isUp = false;
        call.Store.Change(core =>
        {
            found = call.Writable(core, call.Text("id"));
            isUp = IsUp(core, found);
            return isUp ? core.With(found with { Doing = "destroying" }) : core;
        });
        return (found!, isUp);
    }

    /// <summary>On a server that is disabled or not reached everything keeps running, as nobody's.</summary>
    Core End(Core core, KomodoCall call, string id)
    {
        if (core.FindStack(id) is not { } stack)
            return core;
        var now = clock.GetUtcNow();
        var update = core.NewUpdate("DeleteStack", "Stack", id, call.Caller.Name, call.Now) with { PreviousToml = StackToml.Of(core, stack), Traceparent = call.Traceparent };
        if (IsUp(core, stack) && call.Aftermath is { } fault)
            update = update with { Logs = [UpdateLog.Failed("Failed to destroy stack", fault.Message ?? "Failed to destroy Stack before delete", now)] };
        else if (IsUp(core, stack))
        {
            var down = ComposeDown.Run(core, stack, [], removesOrphans: false, now);
            (core, update) = (down.Core, update with { Logs = down.Logs, Effects = down.Effects });
        }
        stack = core.FindStack(id)!;
        call.Affects("delete", stack);
        return StackMoves.Abandoned(core, stack).Without(stack).With(update.Ended(now, UpdateLog.Simple("Delete Stack", $"Deleted Stack {stack.Name}", now)));
    }

    static bool IsUp(Core core, Stack stack) => stack.StateOn(core.FindServer(stack.ServerId)) is not ("down" or "unknown");
}
