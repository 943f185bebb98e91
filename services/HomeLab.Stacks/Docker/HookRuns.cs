using System.Text.Json;
using Docker.DotNet;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Docker;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Docker.Applying;
using HomeLab.Stacks.Docker.Planning;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Operations;

namespace HomeLab.Stacks.Docker;

/// <summary>Runs the commands of services at an Engine, each once, and tells afterwards how it ended.</summary>
sealed class HookRuns(IDockerClient client, HookStore store, TimeProvider time)
{
    static readonly Reason NeverStarted = new("NotApplied", "The command was not started.");

    /// <param name="container">By id.</param>
    public async Task<Settlement> RunAsync(
        DesiredStack stack, EngineStep step, string container, Guid operation, Intent intent, Action<string> say, CancellationToken cancellationToken)
    {
        var (call, runner) = (step.Step, new CommandRunner(client, time));
        var hook = call.Hook!;
        var exec = await runner.CreateAsync(container, CommandOf(step.Wish.Project, call), cancellationToken);
        await store.BeginAsync(stack.Key, container, hook, call.StartedAt ?? "", operation, intent.Id, exec, cancellationToken);
        var (end, output) = await runner.RunAsync(exec, stack.HealthyWithin.ToTimeSpan(), cancellationToken);
        foreach (var line in CommandOutput.Lines(step.Wish.Hidden(output)))
            say(line);
        return await SettleAsync(stack, call, container, intent, end, cancellationToken);
    }

    /// <summary>Of a command whose end nobody heard.</summary>
    public async Task<Settlement> ReadBackAsync(DesiredStack stack, StackStep step, Intent intent, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(intent.Id, cancellationToken) is not { } begun)
            return new Settlement.Rejected(NeverStarted);
        if (begun.Done > step.Hook!.Number || begun.Failure.Length > 0)
            return AppliedTo(step, step.ExpectedId ?? step.Name);
        var end = await new CommandRunner(client, time).EndOfAsync(begun.Exec, cancellationToken);
        return end is CommandEnd.Running && time.GetUtcNow() - intent.OpenedAt < stack.HealthyWithin.ToTimeSpan()
            ? new Settlement.Unconfirmed(new Reason("CommandRuns", $"{step.Hook} of {step.Name} still runs"))
            : await SettleAsync(stack, step, step.ExpectedId ?? step.Name, intent, end, cancellationToken);
    }

    async Task<Settlement> SettleAsync(DesiredStack stack, StackStep step, string container, Intent intent, CommandEnd end, CancellationToken cancellationToken)
    {
        var what = $"{step.Hook} of {step.Name}";
        var failure = end switch
        {
            CommandEnd.Exited { Code: 0 } => "",
            CommandEnd.Exited exited => string.Create(null, $"{what} ended with exit code {exited.Code}."),
            CommandEnd.Running => $"{what} did not end within {stack.HealthyWithin.ToTimeSpan()}, and may still run.",
            CommandEnd.Forgotten => $"{what} was begun, and the Engine does not know any more how it ended.",
            _ => null,
        };
        if (failure is null)
            return new Settlement.Rejected(NeverStarted);
        if (failure.Length == 0)
        {
            await store.EndAsync(intent.Id, step.Hook!, cancellationToken);
            return AppliedTo(step, container);
        }
        await store.FailAsync(intent.Id, failure, cancellationToken);
        return new Settlement.Rejected(new Reason("CommandFailed", failure));
    }

    static Settlement.Applied AppliedTo(StackStep step, string container) => new(container, JsonSerializer.Serialize(new { ID = container, step.Name }));

    /// <exception cref="EngineException">With <see cref="EngineException.Fenced"/> where the project has it no more.</exception>
    static ServiceHook CommandOf(ComposeProject project, StackStep step)
    {
        var service = project.Services.GetValueOrDefault(step.Service ?? "");
        var hooks = step.Hook!.Phase == HookPhase.PostStart ? service?.PostStart : service?.PreStop;
        return hooks?.ElementAtOrDefault(step.Hook.Number) ?? throw EngineException.BecauseFenced($"the service has no {step.Hook} any more");
    }
}
