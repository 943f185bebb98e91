using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Dns;

namespace HomeLab.Cli.Commands.Get;

static class UplinksListing
{
    static readonly Listing<Uplink> Listing = new(
        "uplinks", "The lab's ways to the internet: the public address that records follow, and why it is not known or not confirmed.",
        uplink => uplink.Name,
        [
            new("UPLINK", uplink => uplink.Name),
            new("FAMILY", uplink => uplink.Family),
            new("ADDRESS", uplink => uplink.PrefixLength > 0 && uplink.Address.Length > 0 ? $"{uplink.Address}/{uplink.PrefixLength}" : uplink.Address),
            new("SINCE", uplink => uplink.Since is null ? "" : $"{Times.Short(uplink.Since)} ago"),
            new("AGREED", uplink => uplink.Family.Length == 0 ? "" : uplink.AgreedAge is null ? "never" : $"{Times.Short(uplink.AgreedAge)} ago"),
            new("RECORDS", uplink => uplink.Records.Count),
            new("REASON", Because, IsElastic: true, IsBroken: true),
        ],
        JsonText.Of, "There are no such uplinks.");

    public static Command Create(Actions actions) =>
        Listing.Command(actions, async (run, cancellationToken) => await run.Fleet.UplinksAsync(cancellationToken));

    static Cell Because(Uplink uplink) => uplink switch
    {
        { Family: "" } => new Cell("No record follows it, so nobody is asked.", Tone.Faint),
        { Pending: { Length: > 0 } pending, ReasonCode: "" } => new Cell($"{pending} was agreed on, and has to be again before records follow it.", Tone.Attention),
        _ => new Cell(Texts.Because(uplink.ReasonCode, uplink.Reason), Tone.Bad),
    };
}
