using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Dns;

namespace HomeLab.Cli.Commands.Get;

static class BudgetListing
{
    static readonly Listing<ShareRow> Listing = new(
        "budget", "Calls that a provider's account still grants, by what goes first.", row => $"{row.Budget.Account} {row.Rank} {row.Share.Priority}",
        [
            new("ACCOUNT", row => row.Budget.Account),
            new("PRIORITY", row => row.Share.Priority),
            new("USED", row => row.Share.Used),
            new("LEFT", row => new Cell($"{row.Share.Left} of {row.Share.Allowed}", row.Share.BlockedUntil is null ? Tone.Good : Tone.Attention)),
            new("QUOTA", row => $"{row.Budget.Used} of {row.Budget.Quota} used in {Times.Short(row.Budget.Window)}"),
            new("BLOCKED", row => Times.Until(row.Share.BlockedUntil, row.Now)),
            new("REASON", row => Texts.Because(row.Share.ReasonCode, row.Share.Reason), IsElastic: true),
        ],
        row => JsonText.Of(row.Budget), "No provider was called yet.");

    public static Command Create(Actions actions) => Listing.Command(
        actions,
        async (run, cancellationToken) => (await run.Fleet.BudgetsAsync(cancellationToken))
            .SelectMany(budget => budget.Shares.Select((share, rank) => new ShareRow(budget, share, rank, run.Now))));

    sealed record ShareRow(Budget Budget, BudgetShare Share, int Rank, DateTimeOffset Now);
}
