using System.CommandLine;
using System.CommandLine.Completions;

namespace HomeLab.Cli.Commands;

/// <summary>Gives commands their action: what they throw ends as a sentence and an exit code.</summary>
sealed class Actions(Shell shell, CommonOptions options)
{
    /// <summary>Longer than this nobody waits for a completion.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public Func<ParseResult, CancellationToken, Task<int>> Of(Func<Run, CancellationToken, Task<int>> body) => async (parsed, cancellationToken) =>
    {
        using var run = new Run(shell, options, parsed);
        try
        {
            var exitCode = await body(run, cancellationToken);
            return exitCode == ExitCode.Ok ? run.Shortcoming : exitCode;
        }
        catch (CommandException exception)
        {
            shell.Note(exception.Message);
            return exception.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Cancelled;
        }
    };

    /// <summary>Words that a fleet knows; none where it cannot be asked, since a half-typed line is no place for errors.</summary>
    public IEnumerable<CompletionItem> Complete(
        CompletionContext context, Func<Run, CancellationToken, Task<IEnumerable<string>>> read)
    {
        // Help asks for all that could stand there; it is no list of a fleet's things.
        if (context == CompletionContext.Empty)
        {
            return [];
        }
        using var run = new Run(shell with { Error = TextWriter.Null }, options, context.ParseResult);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return [.. Task.Run(() => read(run, patience.Token)).GetAwaiter().GetResult().Select(word => new CompletionItem(word))];
        }
        catch (Exception exception) when (exception is CommandException or OperationCanceledException)
        {
            return [];
        }
    }
}
