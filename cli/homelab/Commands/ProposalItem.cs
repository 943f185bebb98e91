using HomeLab.Cli.Fleets;
using HomeLab.Contracts.Grpc.Control;

namespace HomeLab.Cli.Commands;

/// <summary>A plan that waits for a person, or that one has decided.</summary>
sealed record ProposalItem(FleetService Service, Proposal Proposal, DateTimeOffset Now)
{
    public string Name => $"{Proposal.Kind}/{Proposal.Key}";

    public static async Task<IReadOnlyList<ProposalItem>> AllAsync(Run run, CancellationToken cancellationToken)
    {
        var answers = await run.Fleet.AllAsync(service => OfAsync(service, cancellationToken));
        return [.. answers.SelectMany(it => it.Answer.Proposals.Select(proposal => new ProposalItem(it.Service, proposal, run.Now)))];
    }

    static async Task<ListProposalsResponse> OfAsync(FleetService service, CancellationToken cancellationToken)
    {
        try
        {
            return await service.ControlAsync(
                (control, options) => control.ListProposalsAsync(new ListProposalsRequest(), options), cancellationToken);
        }
        catch (CommandException older) when (older.IsUnknownRequest)
        {
            // The version before asks nobody, and so nothing waits.
            return new ListProposalsResponse();
        }
    }
}
