using HomeLab.Dns.Records;

namespace HomeLab.Dns.Planning;

/// <summary>Who wins when several want one name. The order of the list never matters.</summary>
/// <remarks>
/// Documents beat endpoints, declared records beat derived ones, what runs beats what is stopped; then what tells no time of its making, such as
/// a container, then what is oldest, then the address decides. Several documents may give one name several addresses, and so may one endpoint;
/// different endpoints never share one, unless they want the very same record. What a person has put back stands together as it stood before.
/// </remarks>
static class Claims
{
    public static (IReadOnlyList<DesiredRecord> Winners, IReadOnlyList<(DesiredRecord Loser, DesiredRecord Winner)> Losers) Resolve(
        ZoneName zone, IEnumerable<DesiredRecord> ofOneName)
    {
        var asked = ofOneName.ToList();
        if (asked.Count <= 1)
        {
            return (asked, []);
        }
        var winners = new List<DesiredRecord>();
        var losers = new List<(DesiredRecord, DesiredRecord)>();
        foreach (var record in asked.OrderBy(r => r.By.Rank).ThenBy(r => r.By.CreatedAt).ThenBy(r => r.By.Address, StringComparer.Ordinal).ThenBy(r => r.Key)
            .ThenBy(r => r.Ttl?.Seconds).ThenBy(r => r.Proxied))
        {
            if (winners.Find(winner => Excludes(zone, winner, record)) is { } stronger)
            {
                losers.Add((record, stronger));
            }
            else if (!winners.Exists(winner => winner.Key == record.Key))
            {
                winners.Add(record);
            }
        }
        return (winners.OrderBy(r => r.Key).ToList(), losers);
    }

    static bool Excludes(ZoneName zone, DesiredRecord winner, DesiredRecord other) =>
        Exclusion.Is(zone, winner.Content, other.Content)
        || (winner.Key != other.Key
            && winner.Content.IsProxiable && other.Content.IsProxiable
            && (winner.Content is RecordContent.Cname || !MayShare(winner.By, other.By)));

    static bool MayShare(Claimant one, Claimant other) => one.Address == other.Address || (one.IsDocument && other.IsDocument)
        || (one.Rank, other.Rank) is (ClaimRank.Undone, ClaimRank.Undone);
}
