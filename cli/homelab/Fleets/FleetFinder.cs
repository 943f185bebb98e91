using System.CommandLine;
using HomeLab.Cli.Commands;

namespace HomeLab.Cli.Fleets;

/// <summary>Which fleet a command is about: the one whose addresses were given, else one that this machine runs.</summary>
static class FleetFinder
{
    const string Token = "HOMELAB_TOKEN";

    public static Fleet Find(Shell shell, CommonOptions options, ParseResult parsed)
    {
        var given = new[]
            {
                ("inventory", parsed.GetValue(options.Inventory)), ("dns", parsed.GetValue(options.Dns)), ("stacks", parsed.GetValue(options.Stacks)),
                ("backups", parsed.GetValue(options.Backups)),
            }
            .Where(it => it.Item2 is not null).ToDictionary(it => it.Item1, it => it.Item2!);
        if (given.Count > 0 && parsed.GetValue(options.Fleet) is not null)
        {
            throw new CommandException(ExitCode.Usage, "--fleet finds services by itself; leave out either it or the addresses.");
        }
        var (services, token) = given.Count > 0 ? (given, GivenToken(shell)) : Running(shell, parsed.GetValue(options.Fleet));
        var connections = new Connections(parsed.GetValue(options.Authority));
        var timeout = TimeSpan.FromSeconds(parsed.GetValue(options.Timeout));
        return new Fleet(
            shell,
            [.. services.OrderBy(it => it.Key, StringComparer.Ordinal)
                .Select(it => new FleetService(it.Key, it.Value, connections.Open(it.Key, it.Value), token, timeout))],
            connections);
    }

    static string GivenToken(Shell shell) => shell.Variable(Token) is { Length: > 0 } token
        ? token
        : throw new CommandException(ExitCode.Usage, $"{Token} is not set; it would be caller.secret of a caller that the services admit.");

    static (Dictionary<string, Uri> Services, string Token) Running(Shell shell, string? chosen)
    {
        var fleet = RunningFleets.Choose(shell, chosen);
        var secret = fleet.OperatorSecret
            ?? throw new CommandException(ExitCode.Unreachable, $"{fleet.File} names no operator's secret; was it written by another version?");
        if (!fleet.IsReady)
        {
            shell.Note("The fleet is still starting, or part of it is not well; what does not answer may soon.");
        }
        return (fleet.Services(), $"operator.{secret}");
    }
}
