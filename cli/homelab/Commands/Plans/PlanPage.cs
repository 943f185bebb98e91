using HomeLab.Cli.Output;

namespace HomeLab.Cli.Commands.Plans;

/// <summary>A plan for a person: on one screen however large it is, unless every line is asked for.</summary>
sealed class PlanPage(Run run, CurrentPlan plan)
{
    /// <summary>A plan of so many lines is its own summary.</summary>
    const int FewLines = 12;

    static readonly IReadOnlyList<Column<PlannedChange>> ChangeLines =
    [
        new("ACTION", change => Tones.Action(change.Action)),
        new("CHANGE", change => change.What, IsElastic: true),
        new("WANTED BY", change => change.By, IsElastic: true),
    ];

    static readonly IReadOnlyList<Column<ChangeGroup>> GroupLines =
    [
        new("ACTION", group => Tones.Action(group.Action)),
        new("COUNT", group => group.Count),
        new("WANTED BY", group => group.Because),
        new("FOR EXAMPLE", group => group.Examples, IsElastic: true),
    ];

    readonly Page page = run.Page;

    public void Write(bool all)
    {
        page.Line(plan.Item.Name);
        page.Field("Outcome", Tones.Outcome(plan.Item.Work.Outcome));
        page.Field("Reason", Texts.Because(plan.Item.Work.ReasonCode, plan.Item.Work.Reason));
        page.Field("Looked", Times.Ago(plan.Item.Work.OutcomeAt, run.Now));
        WritePlan(all);
    }

    /// <summary>Without the key and its outcome.</summary>
    public void WritePlan(bool all)
    {
        Head();
        if (plan.Recorded is null)
        {
            return;
        }
        var changes = plan.Document.Changes!;
        var withheld = plan.Document.Withheld!;
        var isShort = all || changes.Count + withheld.Count <= FewLines;
        if (changes.Count > 0)
        {
            page.Line();
            page.Text($"{Number(changes.Count, "change")} {plan.Fate}: {plan.Document.Summary}");
            if (isShort)
            {
                page.Table(changes, ChangeLines, indent: 2);
            }
            else
            {
                Limited(ChangeGroup.Of(changes), GroupLines);
            }
        }
        if (withheld.Count > 0)
        {
            page.Line();
            page.Line($"{withheld.Count} withheld:");
            Withheld(isShort
                ? [.. withheld.Select(it => (it.Change, Texts.Because(it.Code, it.Reason)))]
                : [.. ChangeGroup.Of(withheld).Select(it => ($"{it.Count} to {it.Action}, such as {it.Examples}", Texts.Because(it.Because, it.Reason)))],
                all);
        }
        Next(isShort);
    }

    void Head()
    {
        page.Field("Planned", plan.Recorded is null ? "never" : Times.Ago(plan.Recorded.At, run.Now));
        page.Field("Hash", plan.Recorded?.Hash);
        if (plan.Proposal is not { } proposal)
        {
            return;
        }
        var decided = proposal.DecidedBy.Length == 0 ? "" : $" by {proposal.DecidedBy}";
        var expires = proposal.ExpiresAt is null || proposal.Status != "Waiting" ? "" : $", expires {Times.Until(proposal.ExpiresAt, run.Now)}";
        page.Field("Proposal", new Cell($"{proposal.Status}{decided}, proposed {Times.Ago(proposal.ProposedAt, run.Now)}{expires}", Tone.Attention));
        foreach (var reason in proposal.Reasons)
        {
            page.Field("Because", Texts.Because(reason.Code, reason.Message));
        }
    }

    void Limited<T>(IReadOnlyList<T> groups, IReadOnlyList<Column<T>> columns)
    {
        page.Table([.. groups.Take(FewLines)], columns, indent: 2);
        if (groups.Count > FewLines)
        {
            page.Text($"and {groups.Count - FewLines} more groups", indent: 2);
        }
    }

    void Withheld(IReadOnlyList<(string What, string Why)> lines, bool all)
    {
        foreach (var (what, why) in all ? lines : lines.Take(FewLines))
        {
            page.Text(what, indent: 2);
            page.Text(why, indent: 6);
        }
        if (!all && lines.Count > FewLines)
        {
            page.Text($"and {lines.Count - FewLines} more reasons", indent: 2);
        }
    }

    void Next(bool isShort)
    {
        var key = plan.Item.Name;
        if (plan.Proposal is { Status: "Waiting" } proposal)
        {
            page.Line();
            page.Line("To decide:");
            page.Line($"  homelab approve {key} --hash {Texts.Hash(proposal.Hash)}");
            page.Line($"  homelab reject {key} --hash {Texts.Hash(proposal.Hash)} --why …");
        }
        if (!isShort)
        {
            page.Line();
            page.Line($"Every line: homelab plan {key} --all");
        }
    }

    static string Number(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
