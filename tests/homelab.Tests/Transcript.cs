using System.CommandLine.Parsing;
using System.Globalization;
using HomeLab.Testing;

namespace HomeLab.Cli.Tests;

/// <summary>One run of the command line in this process, with all that it printed.</summary>
sealed record Transcript(string Out, string Error, int ExitCode)
{
    public static Task<Transcript> OfAsync(FakeFleet fleet, string command, int? width = null, bool hasColour = false) => OfAsync(
        $"{command} --inventory {fleet.Inventory} --dns {fleet.Dns}{(command.StartsWith("stacks ", StringComparison.Ordinal) ? $" --stacks {fleet.Stacks}" : "")}", new Dictionary<string, string> { ["HOMELAB_TOKEN"] = FakeFleet.Token }, width, hasColour);

    public static async Task<Transcript> OfAsync(
        string command, IReadOnlyDictionary<string, string>? variables = null, int? width = null, bool hasColour = false, string directory = "/", TimeProvider? time = null, CancellationToken interrupt = default)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var shell = new Shell(
            output, error, width, hasColour, name => variables?.GetValueOrDefault(name), directory, time ?? new FakeTimeProvider(FakeFleet.Now));
        var exitCode = await CommandLine.RunAsync([.. CommandLineParser.SplitCommandLine(command)], shell, interrupt);
        return new Transcript(output.ToString(), error.ToString(), exitCode);
    }

    public override string ToString() =>
        $"{Out}{(Error.Length > 0 ? $"-- on the side\n{Error}" : "")}-- exit code {ExitCode.ToString(CultureInfo.InvariantCulture)}\n";
}
