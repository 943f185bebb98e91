using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Control;

namespace HomeLab.Cli.Commands.Plans;

/// <summary>A plan for a person: on one screen of 24 lines however large it is, unless every line is asked for.</summary>
sealed class PlanPage(Run run, CurrentPlan plan, bool all)
{
    /// <summary>A plan of so many lines is its own summary; what is withheld takes three of them.</summary>
    const int FewLines = 7;

    const int LinesOfWithheld = 3;
    const int ReasonLines = 3;
    const int ChangeGroups = 3;
    const int WithheldGroups = 4;

    /// <summary>A plan is recorded with the look that made it; one that is older was made by an earlier look.</summary>
    static readonly TimeSpan SameLook = TimeSpan.FromMinutes(1);

    static readonly IReadOnlyList<Column<PlannedChange>> ChangeLines =
    [
        new("ACTION", change => Tones.Action(change.Action)),
        new("CHANGE", change => change.What, IsElastic: true),
        new("WANTED BY", change => change.By, IsElastic: true),
        new("HELD FOR", change => change.HeldFor),
    ];

    static readonly IReadOnlyList<Column<ChangeGroup>> GroupLines =
    [
        new("ACTION", group => Tones.Action(group.Action)),
        new("COUNT", group => group.Count),
        new("WANTED BY", group => group.Origin),
        new("HELD FOR", group => group.HeldFor, IsElastic: true),
        new("FOR EXAMPLE", group => group.Example, IsElastic: true),
    ];

    readonly Page page = run.Page;

    /// <summary>Each sentence is said once: what waits gives the outcome's reason too.</summary>
    bool IsReasonToldBelow => plan.Proposal is { } proposal
        && (plan.Item.Work.Outcome == "Proposed" || proposal.Reasons.Any(it => it.Code == plan.Item.Work.ReasonCode));

    bool IsWaiting => plan.Proposal is { Status: "Waiting" };

    bool IsSmall => all || plan.Document.Changes!.Count + (LinesOfWithheld * plan.Document.Withheld!.Count) <= FewLines;

    public void Write()
    {
        page.Line(plan.Item.Name);
        var outcome = Tones.Outcome(plan.Item.Work.Outcome);
        page.Field("Outcome", plan.Item.Work.OutcomeAt is { } at ? new Cell($"{outcome.Text}, looked at {Times.Ago(at, run.Now)}", outcome.Tone) : outcome);
        if (!IsReasonToldBelow)
        {
            page.Field("Reason", Texts.Because(plan.Item.Work.ReasonCode, plan.Item.Work.Reason), most: plan.Proposal is null ? Most(LinesOfWithheld + ReasonLines) : Most(ReasonLines - 1));
        }
        WritePlan();
    }

    /// <summary>Without the key and its outcome.</summary>
    public void WritePlan()
    {
        if (plan.Recorded is not { } recorded)
        {
            page.Field("Planned", "never");
            return;
        }
        if (plan.Item.Work.OutcomeAt is { } lookedAt && lookedAt.ToDateTimeOffset() - recorded.At.ToDateTimeOffset() > SameLook)
        {
            page.Field("Planned", Times.Ago(recorded.At, run.Now));
        }
        page.Field("Hash", recorded.Hash);
        if (plan.Proposal is { } proposal)
        {
            Write(proposal);
        }
        WriteChanges();
        WriteWithheld();
        WriteNext();
    }

    void Write(Proposal proposal)
    {
        var decided = proposal.DecidedBy.Length == 0 ? "" : $" by {proposal.DecidedBy}";
        var expires = proposal.ExpiresAt is null || proposal.Status != "Waiting" ? "" : $", expires {Times.Until(proposal.ExpiresAt, run.Now)}";
        page.Field("Proposal", new Cell($"{proposal.Status}{decided}, proposed {Times.Ago(proposal.ProposedAt, run.Now)}{expires}", Tone.Attention));
        var room = IsReasonToldBelow ? ReasonLines : 1;
        var shown = all ? proposal.Reasons.Count : Math.Min(proposal.Reasons.Count, room);
        for (var i = 0; i < shown; i++)
        {
            var lines = (room / shown) + (i == shown - 1 ? room % shown : 0);
            var more = i == shown - 1 && shown < proposal.Reasons.Count ? $" (and {proposal.Reasons.Count - shown} more reasons)" : "";
            page.Field("Because", Texts.Because(proposal.Reasons[i].Code, proposal.Reasons[i].Message) + more, most: Most(lines));
        }
    }

    void WriteChanges()
    {
        var document = plan.Document;
        if (document.Changes!.Count == 0)
        {
            return;
        }
        page.Line();
        page.Text($"{Number(document.Changes.Count + document.Omitted, "change")} ({document.Summary}): {string.Join(", ", Fates())}", most: Most(1));
        var others = 0;
        if (IsSmall)
        {
            page.Table(document.Changes, ChangeLines, indent: 2);
        }
        else
        {
            var groups = ChangeGroup.Of(document.Changes);
            page.Table([.. groups.Take(ChangeGroups)], GroupLines, indent: 2);
            others = groups.Skip(ChangeGroups).Sum(it => it.Count);
        }
        // What is too much for one answer is covered by the hash all the same.
        if (others + document.Omitted > 0)
        {
            page.Line($"  and {others + document.Omitted} more");
        }
    }

    IEnumerable<string> Fates()
    {
        var shown = plan.Held.Count(change => change.HeldFor == PlannedChange.ShownOnly);
        var waiting = plan.Held.Count - shown + plan.Document.Omitted;
        if (waiting > 0)
        {
            yield return plan.Proposal?.Status switch
            {
                "Approved" => $"{waiting} approved",
                "Rejected" => $"{waiting} rejected",
                _ => $"{waiting} wait for a person",
            };
        }
        if (shown > 0)
        {
            yield return $"{shown} only shown";
        }
        if (plan.Made.Count > 0)
        {
            yield return $"{plan.Made.Count} {plan.Fate}";
        }
    }

    void WriteWithheld()
    {
        var withheld = plan.Document.Withheld!;
        if (withheld.Count == 0)
        {
            return;
        }
        page.Line();
        var count = withheld.Count + plan.Document.OmittedWithheld;
        if (IsSmall)
        {
            page.Line($"{count} withheld:");
            foreach (var it in withheld)
            {
                page.Text(it.Change, indent: 2, most: Most(1));
                page.Text(Texts.Because(it.Code, it.Reason), indent: 6, most: Most(IsWaiting ? LinesOfWithheld - 1 : FewLines));
            }
            return;
        }
        var groups = WithheldGroup.Of(withheld);
        var shown = plan.Document.Changes!.Count == 0 ? WithheldGroups : 1;
        page.Line(groups.Count > shown ? $"{count} withheld, for {groups.Count} reasons, among them:" : $"{count} withheld:");
        foreach (var it in groups.Take(shown))
        {
            page.Text($"{it.Count} to {it.Action}, such as {it.Example}", indent: 2, most: 1);
            page.Text(Texts.Because(it.Code, it.Reason), indent: 6, most: shown == 1 ? LinesOfWithheld - 1 : 1);
        }
    }

    void WriteNext()
    {
        if (!IsWaiting && IsSmall)
        {
            return;
        }
        page.Line();
        if (IsWaiting)
        {
            page.Field("Approve", $"homelab approve {plan.Item.Name} --hash {Texts.Hash(plan.Proposal!.Hash)}", indent: 0);
            page.Field("Reject", $"homelab reject {plan.Item.Name} --hash {Texts.Hash(plan.Proposal.Hash)} --why …", indent: 0);
        }
        if (!IsSmall)
        {
            page.Field("Every line", $"homelab plan {plan.Item.Name} --all", indent: 0);
        }
    }

    static string Number(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    int Most(int lines) => all ? int.MaxValue : lines;
}
