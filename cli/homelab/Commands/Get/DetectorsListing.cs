using System.CommandLine;
using System.Text.Json.Nodes;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Dns;

namespace HomeLab.Cli.Commands.Get;

static class DetectorsListing
{
    static readonly Listing<DetectorRow> Listing = new(
        "detectors", "What each detector of a public address said last, or why that does not count.", row => row.Name,
        [
            new("UPLINK", row => row.Uplink.Name),
            new("FAMILY", row => row.Uplink.Family),
            new("DETECTOR", row => row.Answer.Detector),
            new("ASKED", row => $"{Times.Short(row.Uplink.AskedAge)} ago"),
            new("SAID", row => row.Answer.Address.Length > 0 ? new Cell(row.Answer.Address, Tone.Good) : new Cell(row.Answer.ReasonCode, Tone.Bad)),
            new("REASON", row => row.Answer.Reason, IsElastic: true, IsBroken: true),
        ],
        row => new JsonObject { ["uplink"] = row.Uplink.Name, ["family"] = row.Uplink.Family, ["answer"] = JsonText.Of(row.Answer) },
        "There are no such detectors.");

    public static Command Create(Actions actions) => Listing.Command(
        actions,
        async (run, cancellationToken) => (await run.Fleet.UplinksAsync(cancellationToken))
            .SelectMany(uplink => uplink.Answers.Select(answer => new DetectorRow(uplink, answer))));

    sealed record DetectorRow(Uplink Uplink, DetectorAnswer Answer)
    {
        public string Name => $"{Uplink.Name}/{Uplink.Family}/{Answer.Detector}";
    }
}
