using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Stacks;
using StacksClient = HomeLab.Contracts.Grpc.Stacks.Stacks.StacksClient;

namespace HomeLab.Cli.Commands.Stacks;

/// <summary>What a person may have done to a stack; refused while an operation runs on it.</summary>
static class StackActions
{
    public static Command Deploy(Actions actions)
    {
        var stack = StacksCommand.StackArgument(actions);
        var command = new Command("deploy", "Bring what is wanted to run now, also where it was tried before in vain.") { stack };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var answer = await run.Fleet.Stacks.AskAsync(
                options => new StacksClient(run.Fleet.Stacks.Invoker).DeployAsync(new DeployRequest { Stack = run.Value(stack)! }, options), cancellationToken);
            run.Page.Said(JsonText.Of(answer), $"{answer.Key} is brought to run as it is wanted: homelab stacks logs -f {answer.Key}");
            return ExitCode.Ok;
        }));
        return command;
    }

    public static Command Rollback(Actions actions)
    {
        var stack = StacksCommand.StackArgument(actions);
        var command = new Command("rollback", "Bring back what ran before, until something else is wanted.") { stack };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var answer = await run.Fleet.Stacks.AskAsync(
                options => new StacksClient(run.Fleet.Stacks.Invoker).RollbackAsync(new RollbackRequest { Stack = run.Value(stack)! }, options), cancellationToken);
            run.Page.Said(JsonText.Of(answer), $"{answer.Key} goes back to what ran before{(answer.Commit.Length > 0 ? $" ({answer.Commit})" : "")}; it stays so until the stack changes, or homelab stacks deploy {answer.Key}");
            return ExitCode.Ok;
        }));
        return command;
    }

    public static Command Restart(Actions actions)
    {
        var stack = StacksCommand.StackArgument(actions);
        var service = new Argument<string?>("service") { Description = "One of its services, with what cannot go on without it; all that run where it is left out.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("restart", "End its containers and start them again as they are, each after those that it depends on.") { stack, service };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var answer = await run.Fleet.Stacks.AskAsync(
                options => new StacksClient(run.Fleet.Stacks.Invoker).RestartAsync(new RestartRequest { Stack = run.Value(stack)!, Service = run.Value(service) ?? "" }, options), cancellationToken);
            run.Page.Said(JsonText.Of(answer), $"{answer.Key} is restarted: homelab stacks logs -f {answer.Key}");
            return ExitCode.Ok;
        }));
        return command;
    }

    public static Command Take(Actions actions)
    {
        var stack = StacksCommand.StackArgument(actions);
        var command = new Command("take", "Take over what another HomeLab installation made of it, where that one is no more or no longer declares it.") { stack };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var answer = await run.Fleet.Stacks.AskAsync(
                options => new StacksClient(run.Fleet.Stacks.Invoker).TakeAsync(new TakeRequest { Stack = run.Value(stack)! }, options), cancellationToken);
            run.Page.Said(JsonText.Of(answer), $"{string.Join(", ", answer.Objects.Select(it => it.Name))} of the installation {string.Join(", ", answer.Objects.Select(it => it.Installation).Distinct())} are this one's from now on");
            return ExitCode.Ok;
        }));
        return command;
    }
}
