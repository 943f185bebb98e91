using HomeLab.Dns.Records;
using HomeLab.DnsWire;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Providers.Webhook;

/// <summary>Zones behind a program that speaks external-dns' webhook provider protocol.</summary>
/// <remarks>
/// The protocol knows whole sets, no ids, no comments and no conditions: ids and marks are TXT records, as at a name server, and right before a group is
/// written the zone is read again and the group thought through on that. Between that read and the write somebody else's change would be lost.
/// </remarks>
sealed class WebhookDnsProvider(Func<WebhookApi> open, WebhookReasons reasons, TimeSpan callTimeout, TimeProvider time) : IDnsProvider
{
    public TimeSpan BlockedFor => TimeSpan.Zero;

    public Task<Observed<ProviderZone>> ObserveAsync(ZoneName zone, CancellationToken cancellationToken) =>
        ReadAsync(zone, read => new ProviderZone(new ZoneReference(zone, zone.ToString()), read.Served.Records), cancellationToken);

    public Task<Observed<ActualRecord?>> GetAsync(ZoneReference zone, string id, CancellationToken cancellationToken) =>
        ReadAsync(zone.Name, read => read.Served.Find(id)?.Actual, cancellationToken);

    public Task<Observed<IReadOnlyList<ActualRecord>>> FindAsync(ZoneReference zone, DomainName name, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<ActualRecord>>(
            zone.Name, read => [.. read.Served.At(WireName.Parse(name.ToString())).Select(it => it.Actual)], cancellationToken);

    public async Task<IReadOnlyList<IReadOnlyList<WriteResult>>> WriteAsync(
        ZoneReference zone, IReadOnlyList<WriteGroup> groups, TimeSpan within, CancellationToken cancellationToken)
    {
        var beginUntil = time.GetUtcNow() + within - callTimeout;
        var read = await ReadAsync(zone.Name, it => it, cancellationToken);
        if (!read.TryGetValue(out var served, out var reason))
        {
            return [.. groups.Select(group => (IReadOnlyList<WriteResult>)[.. group.Writes.Select(_ => new WriteResult.Rejected(reason))])];
        }
        var writing = new WebhookWriting(open(), served, zone.Name, reasons, beginUntil, time);
        var results = await writing.WriteAsync(groups, cancellationToken);
        if (!results.SelectMany(group => group).Any(result => result is WriteResult.Applied { After: not null }))
        {
            return results;
        }
        // What the provider made of it: its ttl, and what it left out without a word.
        var after = await ReadAsync(zone.Name, it => it.Served, cancellationToken);
        return after.TryGetValue(out var shown, out _)
            ? [.. results.Select(group => (IReadOnlyList<WriteResult>)[.. group.Select(result => WebhookWriting.Confirm(result, shown, reasons))])]
            : results;
    }

    async Task<Observed<T>> ReadAsync<T>(ZoneName zone, Func<WebhookZone, T> select, CancellationToken cancellationToken)
    {
        var apex = zone.Apex.ToString();
        try
        {
            var api = open();
            var filter = await api.NegotiateAsync(cancellationToken);
            if (!filter.Covers(apex))
            {
                return new Observed<T>.Unavailable(reasons.NotServed(apex));
            }
            var read = new WebhookZone(zone, await api.RecordsAsync(cancellationToken));
            return read.IsEmpty && filter.IsEmpty
                ? new Observed<T>.Unavailable(reasons.NothingListed(apex))
                : new Observed<T>.Available(select(read));
        }
        catch (ArgumentException e)
        {
            return new Observed<T>.Unavailable(reasons.FilterUnknown(e));
        }
        catch (Exception e) when (WebhookReasons.IsFailure(e, cancellationToken))
        {
            return new Observed<T>.Unavailable(reasons.Unavailable(e));
        }
    }
}
