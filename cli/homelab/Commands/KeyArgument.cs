using System.CommandLine;

namespace HomeLab.Cli.Commands;

/// <summary>A key of the fleet's work; completed by asking the fleet.</summary>
static class KeyArgument
{
    public static Argument<string> Create(Actions actions) => new("key")
    {
        Description = "As `homelab get work` lists it: zone/example.org, or example.org where that is enough.",
        CompletionSources = { context => actions.Complete(context, async (run, cancellationToken) =>
            (await WorkItem.AllAsync(run, cancellationToken)).Select(item => item.Name)) },
    };

    public static Argument<string?> Optional(Actions actions, string description)
    {
        var required = Create(actions);
        var argument = new Argument<string?>(required.Name) { Description = description, Arity = ArgumentArity.ZeroOrOne };
        argument.CompletionSources.AddRange(required.CompletionSources);
        return argument;
    }
}
