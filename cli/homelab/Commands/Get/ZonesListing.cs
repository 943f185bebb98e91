using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Dns;

namespace HomeLab.Cli.Commands.Get;

static class ZonesListing
{
    static readonly Listing<ZoneRow> Listing = new(
        "zones", "DNS zones that the lab writes records in, and how each is.", row => row.Zone.Name,
        [
            new("ZONE", row => row.Zone.Name),
            new("OUTCOME", row => Tones.Outcome(row.Zone.Outcome)),
            new("LOOKED", row => Times.Ago(row.Zone.At, row.Now)),
            new("READ", row => row.Zone.MirrorAge is null ? "never" : $"{Times.Short(row.Zone.MirrorAge)} ago"),
            new("WITHHELD", row => row.Zone.Withheld.Count),
            new("REASON", row => Texts.Because(row.Zone.ReasonCode, row.Zone.Reason), IsElastic: true),
        ],
        row => JsonText.Of(row.Zone), "There are no such zones.");

    public static Command Create(Actions actions) => Listing.Command(
        actions, async (run, cancellationToken) => (await run.Fleet.ZonesAsync(cancellationToken)).Select(zone => new ZoneRow(zone, run.Now)));

    sealed record ZoneRow(Zone Zone, DateTimeOffset Now);
}
