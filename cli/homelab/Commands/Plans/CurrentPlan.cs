using System.Text.Json.Nodes;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Control;

namespace HomeLab.Cli.Commands.Plans;

/// <summary>What a key's last look found to do, and what has become of it.</summary>
/// <param name="Recorded">Null where none was made yet.</param>
/// <param name="Proposal">Null where nobody is asked.</param>
sealed record CurrentPlan(WorkItem Item, Plan? Recorded, PlanDocument Document, Proposal? Proposal)
{
    public int Creates => Count("create");

    public int Updates => Count("update");

    public int Deletes => Count("delete");

    /// <summary>Nothing of it was made: it is for a person to decide, or only to look at.</summary>
    public bool IsUntouched => Item.Work.Outcome is "Proposed" or "Previewed";

    /// <summary>Something that was asked for is not so.</summary>
    public bool Differs => Item.Work.Outcome is not ("Applied" or "Converged" or "") || Document.Withheld!.Any(it => it.IsUnmet);

    /// <summary>What became of the changes, as far as the outcome says; a look that ended badly may have made some of them.</summary>
    public string Fate => Item.Work.Outcome switch
    {
        "Applied" or "Converged" => "made",
        "Proposed" => "not made before a person says so",
        "Previewed" => "not made, for this is a dry run",
        _ => "tried (homelab history tells which were made)",
    };

    public static async Task<CurrentPlan> ReadAsync(WorkItem item, IReadOnlyList<ProposalItem> proposals, CancellationToken cancellationToken)
    {
        Plan? plan = null;
        try
        {
            plan = await item.Service.ControlAsync(
                (control, options) => control.GetPlanAsync(new GetPlanRequest { Kind = item.Work.Kind, Key = item.Work.Key }, options),
                cancellationToken);
        }
        catch (CommandException none) when (none.ExitCode == ExitCode.NotFound)
        {
            // Never planned: nothing was found to do before its source or its provider answered.
        }
        var proposal = proposals.FirstOrDefault(it => it.Name == item.Name && it.Proposal.Hash == plan?.Hash);
        return new CurrentPlan(item, plan, plan is null ? new PlanDocument(null, [], []) : PlanDocument.Read(plan.Json), proposal?.Proposal);
    }

    public JsonObject ToJson() => new()
    {
        ["service"] = Item.Service.Name,
        ["key"] = Item.Name,
        ["outcome"] = Item.Work.Outcome,
        ["reasonCode"] = Item.Work.ReasonCode,
        ["reason"] = Item.Work.Reason,
        ["outcomeAt"] = Item.Work.OutcomeAt?.ToDateTimeOffset(),
        ["differs"] = Differs,
        ["hash"] = Recorded?.Hash,
        ["plannedAt"] = Recorded?.At?.ToDateTimeOffset(),
        ["creates"] = Creates,
        ["updates"] = Updates,
        ["deletes"] = Deletes,
        ["proposal"] = Proposal is null ? null : JsonText.Of(Proposal),
        ["plan"] = Recorded is null ? null : JsonNode.Parse(Recorded.Json),
    };

    int Count(string action) => Document.Changes!.Sum(change => change.Count(action));
}
