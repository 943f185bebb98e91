using System.CommandLine;
using Grpc.Core;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Stacks;
using StacksClient = HomeLab.Contracts.Grpc.Stacks.Stacks.StacksClient;

namespace HomeLab.Cli.Commands.Stacks;

/// <summary>Prints the log of a stack's last operation, or of a named one.</summary>
static class StackLogsCommand
{
    public static Command Create(Actions actions)
    {
        var stack = StacksCommand.StackArgument(actions);
        var operation = new Option<string?>("--operation") { Description = "Of which operation, as homelab stacks history lists them; the last where it is left out.", HelpName = "id" };
        var follow = new Option<bool>("--follow", "-f") { Description = "Print lines as they come, until the operation has ended." };
        var command = new Command("logs", "Print what an operation did, step by step; shop#app/backup is a job of the stack shop.") { stack, operation, follow };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var fleet = run.Fleet.Stacks;
            var found = await fleet.AskAsync(
                options => new StacksClient(fleet.Invoker).ListOperationsAsync(new ListOperationsRequest { Stack = run.Value(stack)!, Limit = run.Value(operation) is null ? 1 : 1000 }, options), cancellationToken);
            if (found.Operations.FirstOrDefault(it => run.Value(operation) is not { } id || it.Id == id) is not { } chosen)
                throw new CommandException(ExitCode.NotFound, $"Nothing {(run.Value(operation) is null ? "" : "of that id ")}was done to {run.Value(stack)} yet.");
            if (!run.Page.IsJson)
                run.Shell.Out.WriteLine($"{chosen.Kind} of {chosen.Stack}, {chosen.State}, since {Times.Instant(chosen.StartedAt)}");
            var request = new WatchLogRequest { Operation = chosen.Id, Follow = run.Value(follow) };
            await foreach (var line in fleet.WatchAsync(options => new StacksClient(fleet.Invoker).WatchLog(request, options), request.Follow, cancellationToken))
            {
                if (run.Page.IsJson)
                    run.Shell.Out.WriteLine(JsonText.Of(line).ToJsonString());
                else
                    run.Shell.Out.WriteLine($"{Times.Instant(line.At)}  {(line.IsError ? "failed  " : "")}{(line.Step.Length > 0 ? line.Step + "  " : "")}{line.Text}");
            }
            return ExitCode.Ok;
        }));
        return command;
    }
}
