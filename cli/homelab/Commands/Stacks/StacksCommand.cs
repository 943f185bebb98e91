using System.CommandLine;

namespace HomeLab.Cli.Commands.Stacks;

static class StacksCommand
{
    public static Command Create(Actions actions)
    {
        var command = new Command("stacks", "Compose stacks: how they run, in which order, what was done to them, what they do by the clock; deploy or restart one now, or go back to what ran before.");
        command.Add(StackListings.Get(actions));
        command.Add(StackListings.NewerImages(actions));
        command.Add(StackListings.Order(actions));
        command.Add(StackListings.History(actions));
        command.Add(StackListings.Jobs(actions));
        command.Add(StackPlanCommand.Create(actions));
        command.Add(StackActions.Deploy(actions));
        command.Add(StackActions.Rollback(actions));
        command.Add(StackActions.Restart(actions));
        command.Add(StackActions.Take(actions));
        command.Add(StackLogsCommand.Create(actions));
        return command;
    }

    public static Argument<string> StackArgument(Actions actions) => new("stack")
    {
        Description = "Its name, or its key where several are called so: web, docker/nas/web.",
        CompletionSources = { context => actions.Complete(context, async (run, cancellationToken) => (await run.Fleet.StacksAsync(cancellationToken)).Select(it => it.Key)) },
    };
}
