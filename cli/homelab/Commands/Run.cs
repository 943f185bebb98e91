using System.CommandLine;
using HomeLab.Cli.Fleets;
using HomeLab.Cli.Output;

namespace HomeLab.Cli.Commands;

/// <summary>One run of one command.</summary>
sealed class Run(Shell shell, CommonOptions options, ParseResult parsed) : IDisposable
{
    Fleet? fleet;

    public Shell Shell => shell;

    public DateTimeOffset Now { get; } = shell.Time.GetUtcNow();

    public Page Page { get; } = new(shell, Enum.Parse<OutputFormat>(parsed.GetValue(options.Output)!, ignoreCase: true));

    /// <summary>Found when it is first needed, since <c>validate</c> never does.</summary>
    public Fleet Fleet => fleet ??= FleetFinder.Find(shell, options, parsed);

    /// <summary><see cref="ExitCode.Unreachable"/> when some service did not answer although the run went on.</summary>
    public int Shortcoming => fleet is { HasSilentService: true } ? ExitCode.Unreachable : ExitCode.Ok;

    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    public T? Value<T>(Argument<T> argument) => parsed.GetValue(argument);

    public void Dispose() => fleet?.Dispose();
}
