using HomeLab.Cloudflare;
using HomeLab.Dns.Budgets;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Providers.Cloudflare;

/// <summary>Zones at Cloudflare.</summary>
/// <param name="token">Where the token is, for messages.</param>
/// <param name="callTimeout">The longest that one call can take.</param>
/// <param name="open">Makes a client that goes by a budget.</param>
sealed class CloudflareDnsProvider(
    Func<IRateBudget, CloudflareClient> open, AccountBudget budget, string token, TimeSpan callTimeout, TimeProvider time,
    CallPriority priority = CallPriority.Normal) : IDnsProvider
{
    readonly CloudflareClient client = open(budget.At(priority));

    public TimeSpan BlockedFor => budget.BlockedFor;

    public IDnsProvider At(CallPriority other) =>
        other == priority ? this : new CloudflareDnsProvider(open, budget, token, callTimeout, time, other);

    public Task<Observed<ProviderZone>> ObserveAsync(ZoneName zone, CancellationToken cancellationToken) => ReadAsync<ProviderZone>(zone, async () =>
    {
        var found = await client.ListZonesAsync(zone.ToString(), cancellationToken);
        if (Choose(zone, found) is not { } chosen)
        {
            return new Observed<ProviderZone>.Unavailable(Reason(zone, found.Count));
        }
        var records = await client.ListRecordsAsync(chosen.Id, cancellationToken: cancellationToken);
        return new Observed<ProviderZone>.Available(new ProviderZone(
            new ZoneReference(zone, chosen.Id), [.. records.Select(CloudflareRecords.Read).OfType<ActualRecord>()]));
    });

    public Task<Observed<ActualRecord?>> GetAsync(ZoneReference zone, string id, CancellationToken cancellationToken) =>
        ReadAsync<ActualRecord?>(zone.Name, async () =>
        {
            try
            {
                var record = await client.GetRecordAsync(zone.Id, id, cancellationToken);
                return new Observed<ActualRecord?>.Available(CloudflareRecords.Read(record));
            }
            catch (CloudflareException e) when (e.Failure == CloudflareFailure.NotFound)
            {
                return new Observed<ActualRecord?>.Available(null);
            }
        });

    public Task<Observed<IReadOnlyList<ActualRecord>>> FindAsync(ZoneReference zone, DomainName name, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<ActualRecord>>(zone.Name, async () =>
        {
            var records = await client.ListRecordsAsync(zone.Id, name.ToString(), cancellationToken);
            return new Observed<IReadOnlyList<ActualRecord>>.Available([.. records.Select(CloudflareRecords.Read).OfType<ActualRecord>()]);
        });

    public Task<IReadOnlyList<IReadOnlyList<WriteResult>>> WriteAsync(
        ZoneReference zone, IReadOnlyList<WriteGroup> groups, TimeSpan within, CancellationToken cancellationToken)
    {
        var beginUntil = time.GetUtcNow() + within - callTimeout;
        return new CloudflareWriting(open(budget.At(priority, beginUntil)), zone, token).WriteAsync(groups, cancellationToken);
    }

    /// <summary>Several accounts can hold a zone of one name; only one can be active.</summary>
    static CloudflareZone? Choose(ZoneName zone, IReadOnlyList<CloudflareZone> found)
    {
        var same = found.Where(candidate => DomainName.TryParse(candidate.Name, out var name) && name == zone.Apex).ToList();
        return same.Count == 1 ? same[0] : same.Where(candidate => candidate.IsActive).Take(2).ToList() is [var active] ? active : null;
    }

    Reason Reason(ZoneName zone, int found) => found == 0
        ? new Reason(
            ProviderReasons.ZoneNotFound,
            $"Cloudflare shows no zone {zone} to the token in the {token}. Add the zone there, or give the token Zone:Read on it.")
        : new Reason(ProviderReasons.ZoneAmbiguous, $"The token in the {token} sees {found} zones {zone}. Limit it to the right account.");

    async Task<Observed<T>> ReadAsync<T>(ZoneName zone, Func<Task<Observed<T>>> read)
    {
        try
        {
            return await read();
        }
        catch (CloudflareException e)
        {
            return new Observed<T>.Unavailable(CloudflareReasons.Of(e, token, zone.ToString()));
        }
    }
}
