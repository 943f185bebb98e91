using System.CommandLine;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Dns;

namespace HomeLab.Cli.Commands.Get;

static class RecordsListing
{
    static readonly Listing<ZoneRecord> Listing = new(
        "records", "DNS records: ours, others', and those that are wanted and missing.", it => it.Record.Name,
        [
            new("NAME", it => it.Record.Name),
            new("TYPE", it => it.Record.Type),
            new("CONTENT", it => Texts.Content(it.Record), IsElastic: true),
            new("TTL", it => Texts.Ttl(it.Record)),
            new("PROXIED", it => it.Record.Proxied ? "yes" : ""),
            new("WHOSE", it => Texts.Whose(it.Record)),
            new("ANSWER", it => Texts.Answer(it.Record)),
            new("WANTED BY", it => it.Record.WantedBy, IsElastic: true),
        ],
        it =>
        {
            var json = JsonText.Of(it.Record);
            json.Insert(0, "zone", it.Zone);
            return json;
        },
        "There are no such records.");

    public static Command Create(Actions actions)
    {
        var zone = new Option<string?>("--zone") { Description = "Only of this zone." };
        var type = new Option<string?>("--type") { Description = "Only of this type, such as CNAME." };
        var whose = new Option<string?>("--whose") { Description = "ours: made by HomeLab; others: left alone; missing: wanted and not there." };
        whose.AcceptOnlyFromAmong("ours", "others", "missing");
        return Listing.Command(
            actions,
            async (run, cancellationToken) => (await ReadAsync(run, run.Value(zone), cancellationToken))
                .Where(it => run.Value(type) is not { } wanted || it.Record.Type.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                .Where(it => run.Value(whose) is not { } wanted || Texts.Whose(it.Record).Text == wanted),
            zone, type, whose);
    }

    static async Task<IEnumerable<ZoneRecord>> ReadAsync(Run run, string? zone, CancellationToken cancellationToken)
    {
        var names = zone is not null ? [zone] : (await run.Fleet.ZonesAsync(cancellationToken)).Select(it => it.Name);
        var zones = await Task.WhenAll(names.Select(name => run.Fleet.ZoneAsync(name, cancellationToken)));
        return zones.SelectMany(it => it.Records.Select(record => new ZoneRecord(it.Name, record)));
    }

    sealed record ZoneRecord(string Zone, Record Record);
}
