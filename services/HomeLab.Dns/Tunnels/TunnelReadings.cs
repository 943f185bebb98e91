using HomeLab.Dns.Providers;
using HomeLab.Dns.Providers.Cloudflare;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;
using Microsoft.Extensions.Options;

namespace HomeLab.Dns.Tunnels;

/// <summary>Reads tunnels when somebody asks, and not again for a while: nobody here acts by them.</summary>
sealed class TunnelReadings(CloudflareProviders providers, IOptions<DnsOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>What was deleted is told as deleted; of what is merely unknown for so long nothing lags behind any more.</summary>
    static readonly TimeSpan LongestLag = TimeSpan.FromHours(1);

    readonly SemaphoreSlim turn = new(1, 1);
    readonly Dictionary<(ProviderAccount.Cloudflare Account, ZoneName Zone), TunnelReading> known = [];
    readonly Dictionary<string, DateTimeOffset> unknownSince = new(StringComparer.Ordinal);

    /// <param name="expected">Ids of tunnels that were there: one that the list lacks is asked for, since a list may leave things out.</param>
    public async Task<TunnelReading> ReadAsync(
        ProviderAccount.Cloudflare account, ZoneName zone, IReadOnlyCollection<string> expected, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var provider = providers.TunnelsOf(account);
            var before = known.GetValueOrDefault((account, zone));
            var reading = before is not null && IsFresh(before) ? before : await ReadAsync(provider, zone, before, cancellationToken);
            return known[(account, zone)] = reading is { Silence: null, Last: { } all } ? await AskForAsync(provider, reading, all, expected, before, cancellationToken) : reading;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    bool IsFresh(TunnelReading reading) => time.GetUtcNow() - reading.AskedAt < (reading.Silence is null ? options.Value.TunnelMaxAge : options.Value.RetryAfter);

    async Task<TunnelReading> ReadAsync(CloudflareTunnels provider, ZoneName zone, TunnelReading? before, CancellationToken cancellationToken)
    {
        var observed = await provider.ObserveAsync(zone, cancellationToken);
        var now = time.GetUtcNow();
        return observed.TryGetValue(out var tunnels, out var reason)
            ? new TunnelReading(tunnels, now, now, null)
            : new TunnelReading(before?.Last, before?.ReadAt, now, reason);
    }

    async Task<TunnelReading> AskForAsync(
        CloudflareTunnels provider, TunnelReading reading, AccountTunnels all, IReadOnlyCollection<string> expected, TunnelReading? before,
        CancellationToken cancellationToken)
    {
        var gone = new HashSet<string>(reading.Gone, StringComparer.Ordinal);
        foreach (var id in expected.Except(all.Tunnels.Select(it => it.Id)).Except(gone).Order(StringComparer.Ordinal).ToList())
        {
            if (await WhyNotGoneAsync(provider, all.AccountId, id, cancellationToken) is { } why)
                return new TunnelReading(before?.Last, before?.ReadAt, time.GetUtcNow(), why);
            gone.Add(id);
        }
        return reading with { Gone = gone };
    }

    /// <returns>Null: it is.</returns>
    async Task<Reason?> WhyNotGoneAsync(CloudflareTunnels provider, string account, string id, CancellationToken cancellationToken)
    {
        if (!(await provider.IsDeletedAsync(account, id, cancellationToken)).TryGetValue(out var isDeleted, out var silence))
            return silence;
        if (isDeleted is not null)
            unknownSince.Remove(id);
        if (isDeleted is { } told)
            return told ? null : new Reason(ProviderReasons.Truncated, $"Cloudflare's list leaves out tunnel {id}, which it has when it is asked for.");
        unknownSince.TryAdd(id, time.GetUtcNow());
        return time.GetUtcNow() - unknownSince[id] >= LongestLag ? null : new Reason(
            ProviderReasons.ReadsLag, $"Cloudflare does not know tunnel {id}, which was there, and does not say that it was deleted; that is believed after {LongestLag.TotalHours} h.");
    }
}
