using System.CommandLine;
using HomeLab.Cli.Commands.Systems;
using HomeLab.Cli.Output;

namespace HomeLab.Cli.Commands.Describe;

/// <summary>Everything that is known of one thing, whatever it is.</summary>
static class DescribeCommand
{
    public static Command Create(Actions actions)
    {
        var thing = new Argument<string>("thing")
        {
            Description = "A source, document, zone, record, container or host name, as `homelab get` lists it; the last part of an address is enough. Of a system: system/<id>.",
            CompletionSources = { context => actions.Complete(context, async (run, cancellationToken) =>
                (await Known.ReadAsync(run, cancellationToken)).Names()) },
        };
        var command = new Command("describe", "Everything that is known of one source, system, document, zone, record, container or host name.") { thing };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            if (SystemAnswers.IsMeant(run.Value(thing)!))
            {
                return await SystemPage.WriteAsync(run, run.Value(thing)!, cancellationToken);
            }
            var known = await Known.ReadAsync(run, cancellationToken);
            var found = Found.Of(known, run.Value(thing)!);
            if (found.IsEmpty)
            {
                throw run.Shortcoming == ExitCode.Ok
                    ? new CommandException(ExitCode.NotFound, known.Missing(run.Value(thing)!))
                    : new CommandException(ExitCode.Unreachable, $"No service that answers knows {run.Value(thing)}.");
            }
            if (run.Page.IsJson)
            {
                run.Page.Json(await found.ToJsonAsync(run, cancellationToken));
            }
            else
            {
                await new DescriptionPage(run, known).WriteAsync(found, cancellationToken);
            }
            return ExitCode.Ok;
        }));
        return command;
    }
}
