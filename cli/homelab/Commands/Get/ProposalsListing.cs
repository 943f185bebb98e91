using System.CommandLine;
using HomeLab.Cli.Output;

namespace HomeLab.Cli.Commands.Get;

static class ProposalsListing
{
    static readonly Listing<ProposalItem> Listing = new(
        "proposals", "Plans that wait for a person; `homelab plan KEY` explains one.", item => item.Name,
        [
            new("KEY", item => item.Name),
            new("STATUS", item => new Cell(item.Proposal.Status, item.Proposal.Status == "Waiting" ? Tone.Attention : Tone.Plain)),
            new("CHANGES", item => Texts.Counts(item.Proposal.Creates, item.Proposal.Updates, item.Proposal.Deletes)),
            new("HASH", item => Texts.Hash(item.Proposal.Hash)),
            new("PROPOSED", item => Times.Ago(item.Proposal.ProposedAt, item.Now)),
            new("EXPIRES", item => Times.Until(item.Proposal.ExpiresAt, item.Now)),
            new("DECIDED BY", item => item.Proposal.DecidedBy),
            new("BECAUSE", item => string.Join(' ', item.Proposal.Reasons.Select(it => it.Message)), IsElastic: true),
        ],
        item => JsonText.Of(item.Service.Name, item.Proposal), "Nothing waits for a person.");

    public static Command Create(Actions actions)
    {
        var waiting = new Option<bool>("--waiting") { Description = "Only those that nobody has decided." };
        return Listing.Command(
            actions,
            async (run, cancellationToken) => (await ProposalItem.AllAsync(run, cancellationToken))
                .Where(it => !run.Value(waiting) || it.Proposal.Status == "Waiting"),
            waiting);
    }
}
