using System.CommandLine;
using System.Reflection;

namespace HomeLab.Cli.Commands;

/// <summary>Prints what a shell has to run to complete command lines; the words come from this program itself.</summary>
static class CompletionCommand
{
    static readonly string[] Shells = ["bash", "zsh", "fish"];

    public static Command Create(Actions actions)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong(Shells);
        var command = new Command("completion", "Print the completion script of a shell: source <(homelab completion bash)") { shell };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            await using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"completion.{run.Value(shell)}")!;
            using var reader = new StreamReader(resource);
            await run.Shell.Out.WriteAsync(await reader.ReadToEndAsync(cancellationToken));
            return ExitCode.Ok;
        }));
        return command;
    }
}
