using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands.Get;

static class HoldsListing
{
    static readonly Listing<HoldRow> Listing = new(
        "holds", "What nobody may change for a while, by documents and by people.", row => row.Scope,
        [
            new("SCOPE", row => row.Scope),
            new("ENDS", row => row.Until - row.Now is { Ticks: > 0 } left ? $"in {Times.Short(left)}" : new Cell("has ended", Tone.Faint)),
            new("BY", row => row.By),
            new("ID", row => row.Id),
            new("REASON", row => row.Reason, IsElastic: true),
        ],
        row => JsonText.From(new { row.Scope, row.Until, row.By, row.Id, row.Reason }), "Nothing is held.");

    public static Command Create(Actions actions) => Listing.Command(actions, async (run, cancellationToken) =>
    {
        var snapshot = await run.Fleet.SnapshotAsync(cancellationToken, Scope.Lab);
        var placed = snapshot.Holds.Select(it => new HoldRow(it.Scope, it.Until.ToDateTimeOffset(), it.PlacedBy, it.Id, it.Reason, run.Now));
        var declared = snapshot.Documents
            .Where(it => it.Kind == "Hold" && it.SpecJson.Length > 0)
            .Select(it => (it.Address, Spec: System.Text.Json.JsonSerializer.Deserialize<HoldText>(it.SpecJson, JsonText.Options)!))
            .Select(it => new HoldRow(it.Spec.Scope, it.Spec.Until, it.Address, "", it.Spec.Reason, run.Now));
        return placed.Concat(declared);
    });

    sealed record HoldText(string Scope, string Reason, DateTimeOffset Until);

    sealed record HoldRow(string Scope, DateTimeOffset Until, string By, string Id, string Reason, DateTimeOffset Now);
}
