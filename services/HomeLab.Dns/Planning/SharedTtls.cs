using HomeLab.Dns.Records;

namespace HomeLab.Dns.Planning;

/// <summary>
/// At a DNS server the records of one name and type have one ttl (RFC 2181, 5.2): that of somebody else's record where one is among
/// them, else the shortest that is asked for. Were each given its own, every look would change the others'.
/// </summary>
static class SharedTtls
{
    public static IEnumerable<DesiredRecord> Of(ZoneName zone, IEnumerable<DesiredRecord> wanted, IEnumerable<ActualRecord> strangers) =>
        zone.Server is null ? wanted : wanted.GroupBy(record => record.Content.Type).SelectMany(set =>
        {
            var given = strangers.FirstOrDefault(stranger => stranger.Record.Content.Type == set.Key)?.Record.Ttl;
            var ttl = given ?? set.Select(record => record.Ttl).Where(asked => asked is not null).MinBy(asked => asked!.Value.Seconds);
            return set.Select(record => record with { Ttl = ttl });
        });
}
