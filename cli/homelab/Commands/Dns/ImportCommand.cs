using System.CommandLine;
using HomeLab.Cli.Output;

namespace HomeLab.Cli.Commands.Dns;

/// <summary>Prints the documents that ask for what is in a zone and is nobody's that is known; it changes nothing.</summary>
static class ImportCommand
{
    public static Command Create(Actions actions)
    {
        var zone = new Argument<string>("zone")
        {
            Description = "A zone of the lab, such as example.org.",
            CompletionSources = { context => actions.Complete(context, async (run, cancellationToken) =>
                (await run.Fleet.ZonesAsync(cancellationToken)).Select(it => it.Name)) },
        };
        var command = new Command("import", "Print DnsRecord documents for the records of a zone that are not ours, for a file of the lab.") { zone };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var found = ImportedZone.Of(await run.Fleet.ZoneAsync(run.Value(zone)!, cancellationToken));
            if (run.Page.IsJson)
            {
                run.Page.Json(JsonText.From(found));
            }
            else
            {
                run.Shell.Out.Write(found.ToYaml());
            }
            return ExitCode.Ok;
        }));
        return command;
    }
}
