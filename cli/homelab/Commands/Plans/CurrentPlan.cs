using System.Text.Json.Nodes;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Control;

namespace HomeLab.Cli.Commands.Plans;

/// <summary>What a key's last look found to do, and what has become of it.</summary>
/// <param name="Recorded">Null where none was made yet.</param>
/// <param name="Proposal">Null where nobody is asked.</param>
sealed record CurrentPlan(WorkItem Item, Plan? Recorded, PlanDocument Document, Proposal? Proposal)
{
    /// <summary>Changes that were not made: they are for a person to decide, or only to look at.</summary>
    public IReadOnlyList<PlannedChange> Held => [.. Document.Changes!.Where(change => (change.Apply ?? ByOutcome) != PlannedChange.Auto)];

    public IReadOnlyList<PlannedChange> Made => [.. Document.Changes!.Where(change => (change.Apply ?? ByOutcome) == PlannedChange.Auto)];

    /// <summary>Something that was asked for is not so.</summary>
    public bool Differs => Item.Work.Outcome is not ("Applied" or "Converged" or "") || Document.Withheld!.Any(it => it.IsUnmet);

    /// <summary><c>+2 ~0 -8000</c> of what was not made; empty: all was, or there was nothing.</summary>
    public string HeldCounts => Proposal is { } it ? Texts.Counts(it.Creates, it.Updates, it.Deletes)
        : Held is [_, ..] held ? Texts.Counts(Count(held, "create"), Count(held, "update"), Count(held, "delete"))
        : "";

    /// <summary>What became of the changes that need nobody, as far as the outcome says; a look that ended badly may have made some of them.</summary>
    public string Fate => Item.Work.Outcome is "Applied" or "Converged" or "Proposed" or "Previewed" ? "made" : "tried (homelab history tells which were made)";

    string ByOutcome => Item.Work.Outcome switch
    {
        "Proposed" => PlannedChange.Approve,
        "Previewed" => PlannedChange.DryRun,
        _ => PlannedChange.Auto,
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
        return new CurrentPlan(item, plan, plan is null ? PlanDocument.Empty : PlanDocument.Read(plan.Json), proposal?.Proposal);
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
        ["creates"] = Count(Document.Changes!, "create"),
        ["updates"] = Count(Document.Changes!, "update"),
        ["deletes"] = Count(Document.Changes!, "delete"),
        ["proposal"] = Proposal is null ? null : JsonText.Of(Proposal),
        ["plan"] = Recorded is null ? null : JsonNode.Parse(Recorded.Json),
    };

    static int Count(IReadOnlyList<PlannedChange> changes, string action) => changes.Sum(change => change.Count(action));
}
