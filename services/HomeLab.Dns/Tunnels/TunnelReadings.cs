using HomeLab.Dns.Providers;
using HomeLab.Dns.Providers.Cloudflare;
using HomeLab.Dns.Records;
using Microsoft.Extensions.Options;

namespace HomeLab.Dns.Tunnels;

/// <summary>Reads tunnels when somebody asks, and not again for a while: nobody here acts by them.</summary>
sealed class TunnelReadings(CloudflareProviders providers, IOptions<DnsOptions> options, TimeProvider time) : IDisposable
{
    readonly SemaphoreSlim turn = new(1, 1);
    readonly Dictionary<(ProviderAccount.Cloudflare Account, ZoneName Zone), TunnelReading> known = [];

    public async Task<TunnelReading> ReadAsync(ProviderAccount.Cloudflare account, ZoneName zone, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var before = known.GetValueOrDefault((account, zone));
            if (before is not null && time.GetUtcNow() - before.AskedAt < (before.Silence is null ? options.Value.TunnelMaxAge : options.Value.RetryAfter))
            {
                return before;
            }
            var observed = await providers.TunnelsOf(account).ObserveAsync(zone, cancellationToken);
            var now = time.GetUtcNow();
            return known[(account, zone)] = observed.TryGetValue(out var tunnels, out var reason)
                ? new TunnelReading(tunnels, now, now, null)
                : new TunnelReading(before?.Last, before?.ReadAt, now, reason);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
