using System.CommandLine;
using System.Text.RegularExpressions;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Control;

namespace HomeLab.Cli.Commands.Plans;

/// <summary>A person's word on a plan that waits, bound to the plan by its hash.</summary>
static partial class DecisionCommands
{
    const int WholeHash = 64;

    public static Command Approve(Actions actions)
    {
        var (key, hash) = Which(actions);
        var command = new Command("approve", "Let exactly the plan with this hash be carried out, once; refused when the world has moved.") { key, hash };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var (item, whole) = await FindAsync(run, run.Value(key)!, run.Value(hash)!, cancellationToken);
            var request = new ApproveRequest { Kind = item.Work.Kind, Key = item.Work.Key, Hash = whole };
            await item.Service.ControlAsync((control, options) => control.ApproveAsync(request, options), cancellationToken);
            run.Page.Said(
                new { key = item.Name, hash = whole, status = "Approved" },
                $"Approved: the plan {Texts.Hash(whole)} of {item.Name} is carried out now, if the world is still as it was.");
            return ExitCode.Ok;
        }));
        return command;
    }

    public static Command Reject(Actions actions)
    {
        var (key, hash) = Which(actions);
        var why = new Option<string>("--why") { Description = "For whoever wonders; kept with the decision.", Required = true };
        var command = new Command("reject", "Have a plan that waits not carried out, nor proposed again while the world stays as it is.") { key, hash, why };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            var (item, whole) = await FindAsync(run, run.Value(key)!, run.Value(hash)!, cancellationToken);
            var request = new RejectRequest { Kind = item.Work.Kind, Key = item.Work.Key, Hash = whole, Why = run.Value(why)! };
            await item.Service.ControlAsync((control, options) => control.RejectAsync(request, options), cancellationToken);
            run.Page.Said(
                new { key = item.Name, hash = whole, status = "Rejected" },
                $"Rejected: the plan {Texts.Hash(whole)} of {item.Name} is not carried out.");
            return ExitCode.Ok;
        }));
        return command;
    }

    static (Argument<string> Key, Option<string> Hash) Which(Actions actions)
    {
        var hash = new Option<string>("--hash")
        {
            Description = "Of the plan that you have read, as `homelab plan` shows it; its first 8 digits are enough.",
            Required = true,
            CompletionSources = { context => actions.Complete(context, async (run, cancellationToken) =>
                (await ProposalItem.AllAsync(run, cancellationToken)).Select(item => Texts.Hash(item.Proposal.Hash))) },
        };
        hash.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !HashForm().IsMatch(token.Value))
            {
                result.AddError("--hash is 8 to 64 hexadecimal digits.");
            }
        });
        return (KeyArgument.Create(actions), hash);
    }

    /// <summary>The service decides by the whole hash; a beginning is made whole by what waits now.</summary>
    static async Task<(WorkItem Item, string Hash)> FindAsync(Run run, string key, string hash, CancellationToken cancellationToken)
    {
        var item = await WorkItem.FindAsync(run, key, cancellationToken);
        if (hash.Length == WholeHash)
        {
            return (item, hash);
        }
        var answer = await item.Service.ControlAsync(
            (control, options) => control.ListProposalsAsync(new ListProposalsRequest(), options), cancellationToken);
        var proposals = answer.Proposals.Where(it => it.Kind == item.Work.Kind && it.Key == item.Work.Key).ToList();
        var meant = proposals.Where(it => it.Hash.StartsWith(hash, StringComparison.Ordinal)).Select(it => it.Hash).Distinct().ToList();
        return (item, meant switch
        {
            [var one] => one,
            [] when proposals.Count == 0 => throw new CommandException(ExitCode.Failed, $"Nothing of {item.Name} waits for a person."),
            [] => throw new CommandException(
                ExitCode.Failed,
                $"The plan of {item.Name} that waits is {Texts.Hash(proposals[^1].Hash)} and no longer {hash}; read it again: homelab plan {item.Name}"),
            _ => throw new CommandException(ExitCode.Usage, $"{hash} is the beginning of several hashes; say more of it."),
        });
    }

    [GeneratedRegex("^[0-9a-f]{8,64}$")]
    private static partial Regex HashForm();
}
