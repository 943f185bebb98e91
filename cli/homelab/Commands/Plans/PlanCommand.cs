using System.CommandLine;
using System.Text.Json.Nodes;
using HomeLab.Cli.Output;

namespace HomeLab.Cli.Commands.Plans;

static class PlanCommand
{
    static readonly IReadOnlyList<Column<CurrentPlan>> Overview =
    [
        new("KEY", plan => plan.Item.Name),
        new("OUTCOME", plan => Tones.Outcome(plan.Item.Work.Outcome)),
        new("CHANGES", plan => plan.HeldCounts),
        new("WITHHELD", plan => plan.Document.Withheld!.Count == 0 ? "" : plan.Document.Withheld.Count),
        new("PROPOSAL", plan => plan.Proposal?.Status),
        new("HASH", plan => Texts.Hash(plan.Recorded?.Hash ?? "")),
        new("REASON", plan => Texts.Because(plan.Item.Work.ReasonCode, plan.Item.Work.Reason), IsElastic: true),
    ];

    public static Command Create(Actions actions)
    {
        var key = KeyArgument.Optional(actions, "Of this key, such as zone/example.org, or example.org; unset: one line for each.");
        var all = new Option<bool>("--all") { Description = "Every change on a line of its own, however many there are." };
        var command = new Command("plan", "What is to be changed, what is not and why, and what waits for a person. Exit code 5: something differs.")
        {
            key, all,
        };
        command.SetAction(actions.Of(async (run, cancellationToken) =>
        {
            if (run.Value(key) is not { } wanted)
            {
                return await ListAsync(run, cancellationToken);
            }
            var item = await WorkItem.FindAsync(run, wanted, cancellationToken);
            var plan = await CurrentPlan.ReadAsync(item, await ProposalItem.AllAsync(run, cancellationToken), cancellationToken);
            if (run.Page.IsJson)
            {
                run.Page.Json(plan.ToJson());
            }
            else
            {
                new PlanPage(run, plan, run.Value(all)).Write();
            }
            return plan.Differs ? ExitCode.Differs : ExitCode.Ok;
        }));
        return command;
    }

    static async Task<int> ListAsync(Run run, CancellationToken cancellationToken)
    {
        var proposals = await ProposalItem.AllAsync(run, cancellationToken);
        var items = await WorkItem.AllAsync(run, cancellationToken);
        var plans = await Task.WhenAll(items.Select(item => CurrentPlan.ReadAsync(item, proposals, cancellationToken)));
        run.Page.List(plans, Overview, plan => Short(plan), "There is no work yet, and so no plan.");
        return plans.Any(plan => plan.Differs) ? ExitCode.Differs : ExitCode.Ok;
    }

    /// <summary>Plans can be large: each is asked for by its key.</summary>
    static JsonObject Short(CurrentPlan plan)
    {
        var json = plan.ToJson();
        json.Remove("plan");
        json["withheld"] = plan.Document.Withheld!.Count;
        return json;
    }
}
