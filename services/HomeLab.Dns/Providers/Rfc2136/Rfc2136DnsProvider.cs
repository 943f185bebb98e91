using HomeLab.Dns.Records;
using HomeLab.DnsWire;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Providers.Rfc2136;

/// <summary>Zones at a server that takes dynamic updates (RFC 2136), such as BIND, Knot or PowerDNS, and gives whole zones (RFC 5936).</summary>
/// <remarks>
/// Every read is a transfer: questions would be answered with what wildcards, aliases and caches make of them. An update requires the
/// sets of records that it touches to be what the last transfer showed, on which the change was judged.
/// </remarks>
sealed class Rfc2136DnsProvider(
    Func<CancellationToken, ValueTask<DnsServer>> open, Rfc2136Reasons reasons, TimeSpan callTimeout, TimeProvider time) : IDnsProvider
{
    ServedZone? last;

    public TimeSpan BlockedFor => TimeSpan.Zero;

    /// <remarks>A zone at a server has no identity but its name; that the server is the right one is proven by the key.</remarks>
    public Task<Observed<ProviderZone>> ObserveAsync(ZoneName zone, CancellationToken cancellationToken) =>
        ReadAsync(zone, served => new ProviderZone(new ZoneReference(zone, zone.ToString()), served.Records), cancellationToken);

    public Task<Observed<ActualRecord?>> GetAsync(ZoneReference zone, string id, CancellationToken cancellationToken) =>
        ReadAsync(zone.Name, served => served.Find(id)?.Actual, cancellationToken);

    public Task<Observed<IReadOnlyList<ActualRecord>>> FindAsync(ZoneReference zone, DomainName name, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<ActualRecord>>(
            zone.Name, served => [.. served.At(WireName.Parse(name.ToString())).Select(it => it.Actual)], cancellationToken);

    public async Task<IReadOnlyList<IReadOnlyList<WriteResult>>> WriteAsync(
        ZoneReference zone, IReadOnlyList<WriteGroup> groups, TimeSpan within, CancellationToken cancellationToken)
    {
        var beginUntil = time.GetUtcNow() + within - callTimeout;
        try
        {
            var server = await open(cancellationToken);
            var served = last ?? await TransferAsync(server, zone.Name, cancellationToken);
            using var connection = await server.OpenAsync(cancellationToken);
            var results = await new Rfc2136Writing(connection, served, zone.Name, reasons, beginUntil, time).WriteAsync(groups, cancellationToken);
            return await ConfirmAsync(server, zone.Name, groups, results, cancellationToken);
        }
        catch (Exception e) when (Rfc2136Reasons.IsFailure(e))
        {
            var rejected = new WriteResult.Rejected(reasons.OfReading(e, zone.Name.Apex.ToString()));
            return [.. groups.Select(group => (IReadOnlyList<WriteResult>)[.. group.Writes.Select(_ => rejected)])];
        }
    }

    /// <summary>
    /// Reads what became of it: the ttl that the set has, and what the server left out without a word. What cannot be read is as the
    /// server has confirmed it.
    /// </summary>
    async Task<IReadOnlyList<IReadOnlyList<WriteResult>>> ConfirmAsync(
        DnsServer server, ZoneName zone, IReadOnlyList<WriteGroup> groups, IReadOnlyList<IReadOnlyList<WriteResult>> results,
        CancellationToken cancellationToken)
    {
        last = null;
        if (!results.SelectMany(group => group).OfType<WriteResult.Applied>().Any())
        {
            return results;
        }
        try
        {
            var after = last = await TransferAsync(server, zone, cancellationToken);
            return [.. results.Select(group => (IReadOnlyList<WriteResult>)[.. group.Select(result => Confirm(result, after))])];
        }
        catch (Exception e) when (Rfc2136Reasons.IsFailure(e))
        {
            return results;
        }
    }

    WriteResult Confirm(WriteResult result, ServedZone after) => result is not WriteResult.Applied { After: { } expected } applied ? result
        : after.Find(applied.Id) is { } record && record.Actual.Key == expected.Key ? applied with { After = record.Actual }
        : new WriteResult.Rejected(reasons.LeftOut(expected.Key.ToString()));

    async Task<Observed<T>> ReadAsync<T>(ZoneName zone, Func<ServedZone, T> select, CancellationToken cancellationToken)
    {
        last = null;
        try
        {
            last = await TransferAsync(await open(cancellationToken), zone, cancellationToken);
            return new Observed<T>.Available(select(last));
        }
        catch (Exception e) when (Rfc2136Reasons.IsFailure(e))
        {
            return new Observed<T>.Unavailable(reasons.OfReading(e, zone.Apex.ToString()));
        }
    }

    static async Task<ServedZone> TransferAsync(DnsServer server, ZoneName zone, CancellationToken cancellationToken)
    {
        var apex = WireName.Parse(zone.Apex.ToString());
        return new ServedZone(apex, await server.TransferAsync(apex, cancellationToken));
    }
}
