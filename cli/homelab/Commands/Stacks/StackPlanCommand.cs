using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.Contracts.Grpc.Stacks;
using StacksClient = HomeLab.Contracts.Grpc.Stacks.Stacks.StacksClient;

namespace HomeLab.Cli.Commands.Stacks;

/// <summary>Prints the last plan of a stack, step by step.</summary>
static class StackPlanCommand
{
    const string StackKind = "stack";

    public static Command Create(Actions actions)
    {
        var stack = StacksCommand.StackArgument(actions);
        var command = new Command("plan", "Print what the last look at a stack would do or did, step by step.") { stack };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var fleet = run.Fleet.Stacks;
            var found = await fleet.AskAsync(options => new StacksClient(fleet.Invoker).GetStackAsync(new GetStackRequest { Stack = run.Value(stack)! }, options), cancellationToken);
            var plan = await fleet.ControlAsync((client, options) => client.GetPlanAsync(new GetPlanRequest { Kind = StackKind, Key = found.Key }, options), cancellationToken);
            var json = System.Text.Json.Nodes.JsonNode.Parse(plan.Json)!;
            if (run.Page.IsJson)
            {
                run.Page.Json(json);
                return ExitCode.Ok;
            }
            run.Shell.Out.WriteLine($"{found.Key}: {json["summary"]}");
            foreach (var step in json["steps"]!.AsArray())
                run.Shell.Out.WriteLine($"  {step!["action"]} {step["object"]}  {step["because"]}");
            foreach (var reason in json["reasons"]!.AsArray())
                run.Shell.Out.WriteLine($"  waits: {reason!["message"]}");
            foreach (var pending in json["pending"]!.AsArray())
                run.Shell.Out.WriteLine($"  waits for {pending}");
            foreach (var note in json["notes"]!.AsArray())
                run.Shell.Out.WriteLine($"  note: {note}");
            return ExitCode.Ok;
        }));
        return command;
    }
}
