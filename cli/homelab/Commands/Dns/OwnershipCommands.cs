using System.CommandLine;
using HomeLab.Contracts.Grpc.Dns;
using DnsClient = HomeLab.Contracts.Grpc.Dns.Dns.DnsClient;

namespace HomeLab.Cli.Commands.Dns;

/// <summary>Commands that ask for a change of ownership; what it leads to waits as a proposal.</summary>
static class OwnershipCommands
{
    public static Command Create(Actions actions, string action, string description)
    {
        var scope = new Argument<string>("scope")
        {
            Description = "A zone, or a name in one: example.org, photos.example.org, photos.example.org@lan.",
            CompletionSources = { context => actions.Complete(context, async (run, cancellationToken) =>
                (await run.Fleet.ZonesAsync(cancellationToken)).Select(zone => zone.Name)) },
        };
        var command = new Command(action, description) { scope };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var request = new ChangeOwnershipRequest { Scope = run.Value(scope)!, Action = action };
            var answer = await run.Fleet.Dns.AskAsync(
                options => new DnsClient(run.Fleet.Dns.Invoker).ChangeOwnershipAsync(request, options), cancellationToken);
            var what = answer.Name.Length == 0 ? $"what can be of {answer.Zone}" : $"{answer.Name} in {answer.Zone}";
            run.Page.Said(
                new { action, zone = answer.Zone, name = answer.Name },
                $"Asked to {action} {what}. What that leads to waits for a person: homelab plan zone/{answer.Zone}");
            return ExitCode.Ok;
        }));
        return command;
    }
}
