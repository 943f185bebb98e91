using System.CommandLine;
using HomeLab.Cli.Output;

namespace HomeLab.Cli.Commands.Get;

static class WorkListing
{
    static readonly Listing<WorkItem> Listing = new(
        "work", "Keys that the services keep true, and how the last look at each ended.", item => item.Name,
        [
            new("KEY", item => item.Name),
            new("SERVICE", item => item.Service.Name),
            new("OUTCOME", item => Tones.Outcome(item.Work.Outcome)),
            new("LOOKED", item => Times.Ago(item.Work.OutcomeAt, item.Now)),
            new("NEXT", item => item.Work.IsLeased ? "at work" : Times.Until(item.Work.DueAt, item.Now)),
            new("FAILED", item => item.Work.Attempts == 0 ? "" : $"{item.Work.Attempts}×"),
            new("REASON", item => Texts.Because(item.Work.ReasonCode, item.Work.Reason), IsElastic: true),
        ],
        item => JsonText.Of(item.Service.Name, item.Work), "There is no such work.");

    public static Command Create(Actions actions)
    {
        var outcome = new Option<string?>("--outcome") { Description = "Only with this outcome of the last look." };
        outcome.CompletionSources.Add("Converged", "Applied", "Previewed", "Proposed", "Waiting", "Stalled");
        return Listing.Command(
            actions,
            async (run, cancellationToken) => (await WorkItem.AllAsync(run, cancellationToken))
                .Where(it => run.Value(outcome) is not { } wanted || it.Work.Outcome.Equals(wanted, StringComparison.OrdinalIgnoreCase)),
            outcome);
    }
}
