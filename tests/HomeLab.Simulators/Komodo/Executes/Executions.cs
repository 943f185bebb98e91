using HomeLab.Simulators.Clock;
using HomeLab.Simulators.Faults;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.State;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Komodo.Executes;

/// <summary>Carries out what was asked for, after it was answered.</summary>
sealed class Executions(SimulatorClock clock, IOptions<KomodoOptions> options, IHostApplicationLifetime lifetime, ILogger<Executions> logger)
{
    int running;

    /// <summary>How much of what was asked for goes on now; what never ends does not.</summary>
    public int Running => Volatile.Read(ref running);

    /// <summary>Goes on by itself with an update that is in progress.</summary>
    public void Start(Execution execution, Update update) => Detach(() => RunAsync(execution, update));

    /// <summary>Looks at the stack's files first, and does what their change asks for; nothing where there is none.</summary>
    public void StartIfChanged(Execution execution) => Detach(() => RunIfChangedAsync(execution));

    async Task RunIfChangedAsync(Execution execution)
    {
        var change = FileChange.None;
        Change(execution, core =>
        {
            if (core.FindStack(execution.StackId) is not { } stack || !Permissions.MayExecute(core, execution.Caller, "Stack", stack.Id))
                return core;
            var refreshed = Sources.StackCache.Refresh(core, stack);
            change = FileChange.Of(refreshed.Findings);
            return core.With(refreshed);
        });
        if (change.IsFullDeploy || change.Deploy.Count > 0)
            await RunAsync(execution with { Operation = Operation.Deploy, Services = change.IsFullDeploy ? [] : change.Deploy });
        if (!change.IsFullDeploy && (change.IsFullRestart || change.Restart.Count > 0))
            await RestartAsync(execution with { Operation = Operation.Restart, Services = change.IsFullRestart ? [] : change.Restart });
    }

    async Task RestartAsync(Execution execution)
    {
        if (await RunAsync(execution))
            Change(execution, core => core.FindStack(execution.StackId) is { } stack
                ? core.With(stack with { Findings = stack.Findings with { DeployedContents = stack.Findings.RemoteContents } })
                : core);
    }

    Task<bool> RunAsync(Execution execution)
    {
        Update? update = null;
        Change(execution, core => core.WithUntold(update = execution.NewUpdate(core, clock.GetUtcNow())));
        return update is null ? Task.FromResult(false) : RunAsync(execution, update);
    }

    /// <returns>Whether it went well.</returns>
    async Task<bool> RunAsync(Execution execution, Update update)
    {
        var isBegun = false;
        Change(execution, core => Begin(core, execution, update, out isBegun));
        if (!isBegun || execution.Aftermath?.Effect == FaultEffect.NeverEnds)
            return false;
        await clock.WaitUntilAsync(update.StartedAt + TimeSpan.FromSeconds(options.Value.DeploySeconds), lifetime.ApplicationStopping);
        Change(execution, core => End(core, execution, update));
        return execution.Store.Current.FindUpdate(update.Id)?.IsSuccess == true;
    }

    /// <summary>Nothing where another Core is in its place.</summary>
    static void Change(Execution execution, Func<Core, Core> change) =>
        execution.Store.Change(core => execution.Store.Generation == execution.Generation ? change(core) : core);

    Core Begin(Core core, Execution execution, Update update, out bool isBegun)
    {
        var refusal = Refusal(core, execution);
        isBegun = refusal is null;
        return refusal is null
            ? core.With(execution.Operation.Begun(core.FindStack(execution.StackId)!)).With(update)
            : core.With(update.Ended(clock.GetUtcNow(), UpdateLog.Failed("Task Error", refusal, clock.GetUtcNow())));
    }

    Core End(Core core, Execution execution, Update update)
    {
        if (core.FindStack(execution.StackId) is not { } stack)
            return core.With(update.Ended(clock.GetUtcNow(), UpdateLog.Failed("Task Error", $"Did not find any Stack matching {execution.StackId}", clock.GetUtcNow())));
        var result = Result(core, execution, stack, update.Id, clock.GetUtcNow());
        var after = result.Core.FindStack(stack.Id)!;
        return result.Core.Seen(after.ServerId).With(execution.Operation.Ended(after)).With(update.Ended(clock.GetUtcNow(), result.Logs) with
        {
            Effects = result.Effects,
            CommitHash = execution.Operation == Operation.Deploy ? after.Findings.LatestHash ?? "" : "",
        });
    }

    WorkResult Result(Core core, Execution execution, Stack stack, string incarnation, DateTimeOffset now)
    {
        if (execution.Aftermath is { } fault)
            return new WorkResult(core, [new UpdateLog(execution.Operation.LastStage, "", "", fault.Message ?? "Error response from daemon: the work failed, as a fault rule says", false, now)], []);
        if (core.FindServer(stack.ServerId) is not { IsReached: true })
            return new WorkResult(core, [UpdateLog.Failed("Task Error", "request to the agent timed out", now)], []);
        try
        {
            return execution.Operation.Run(new WorkOrder(core, stack, execution.Services, execution.RemovesOrphans, incarnation, now));
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "{Operation} of {Stack} failed", execution.Operation.Name, stack.Name);
            return new WorkResult(core, [UpdateLog.Failed("Task Error", exception.Message, now)], []);
        }
    }

    static string? Refusal(Core core, Execution execution)
    {
        if (core.FindStack(execution.StackId) is not { } stack)
            return $"Did not find any Stack matching {execution.StackId}";
        if (!Permissions.MayExecute(core, execution.Caller, "Stack", stack.Id))
            return KomodoRefusal.Forbidden("Stack", "Execute").Message;
        if (stack.ServerId.Length == 0)
            return "Must attach either swarm or server";
        if (core.FindServer(stack.ServerId) is not { IsReached: true })
            return "Cannot send command when Server is unreachable or disabled";
        return stack.Doing is not null || execution.IsBusy ? "Resource is busy" : null;
    }

    void Detach(Func<Task> run)
    {
        Interlocked.Increment(ref running);
        _ = Task.Run(async () =>
        {
            try
            {
                await run();
            }
            catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
            {
                // As a Core that ends: the next one finds the update in progress.
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "An execution failed");
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        });
    }
}
