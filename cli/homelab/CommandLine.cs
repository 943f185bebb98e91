using System.CommandLine;
using System.CommandLine.Invocation;
using HomeLab.Cli.Commands;
using HomeLab.Cli.Commands.Backups;
using HomeLab.Cli.Commands.Describe;
using HomeLab.Cli.Commands.Dns;
using HomeLab.Cli.Commands.Findings;
using HomeLab.Cli.Commands.Get;
using HomeLab.Cli.Commands.Graph;
using HomeLab.Cli.Commands.Plans;
using HomeLab.Cli.Commands.Stacks;

namespace HomeLab.Cli;

/// <summary>All commands, and one run of one of them.</summary>
static class CommandLine
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Shell shell, CancellationToken cancellationToken = default)
    {
        var result = Create(shell).Parse(arguments);
        if (result.Action is ParseErrorAction refusal)
        {
            // Somebody who names a command needs to hear what is wrong with it; somebody who names none, which there are.
            refusal.ShowHelp = result.CommandResult.Command.Subcommands.Count > 0 && result.UnmatchedTokens.Count == 0;
        }
        var exitCode = await result.InvokeAsync(new InvocationConfiguration
        {
            Output = shell.Out,
            Error = shell.Error,
            EnableDefaultExceptionHandler = false,
        }, cancellationToken);
        return result.Action is ParseErrorAction ? ExitCode.Usage : exitCode;
    }

    public static RootCommand Create(Shell shell)
    {
        var options = new CommonOptions();
        var root = new RootCommand("Shows and steers a running HomeLab fleet, and checks a lab's documents without one.");
        options.AddTo(root);
        var actions = new Actions(shell, options);
        root.Add(GetCommand.Create(actions));
        root.Add(DescribeCommand.Create(actions));
        root.Add(ImpactCommand.Create(actions));
        root.Add(PathCommand.Create(actions));
        root.Add(OrderCommand.Create(actions));
        root.Add(FindingsCommand.Create(actions));
        root.Add(UnprotectedCommand.Create(actions));
        root.Add(PlanCommand.Create(actions));
        root.Add(DecisionCommands.Approve(actions));
        root.Add(DecisionCommands.Reject(actions));
        root.Add(DnsCommand.Create(actions));
        root.Add(StacksCommand.Create(actions));
        root.Add(BackupsCommand.Create(actions));
        root.Add(HistoryCommand.Create(actions));
        root.Add(ErrorsCommand.Create(actions));
        root.Add(ReconcileCommand.Create(actions));
        root.Add(ValidateCommand.Create(actions));
        root.Add(CompletionCommand.Create(actions));
        return root;
    }
}
