using HomeLab.Cloudflare;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Providers.Cloudflare;
using HomeLab.Dns.Sources;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.Dns.Drift;

/// <summary>Looks once a week whether Cloudflare's API still is what the client takes it to be, and tells. Nothing is done by it.</summary>
sealed partial class DriftWatch(
    LabStore labs, CloudflareProviders providers, DriftStore store, IOptions<DnsOptions> options, TimeProvider time, ILogger<DriftWatch> logger) : BackgroundService
{
    /// <summary>Also before the first look: a service that was just started has other things to ask.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Pause, time, stoppingToken);
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is CloudflareException or NpgsqlException)
            {
                Log.Unknown(logger, e.Message);
            }
        }
    }

    /// <summary>Looks if it is time to.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var lab = await labs.ReadAsync(cancellationToken);
        if (lab.Zones().FirstOrDefault(it => it.Server is null) is not { } zone || lab.Account(zone) is not ProviderAccount.Cloudflare account
            || !await store.ClaimAsync(ProviderAccount.Cloudflare.Name, options.Value.DriftInterval, cancellationToken))
        {
            return;
        }
        var found = await providers.DriftCheckOf(account).RunAsync(zone.Apex.ToString(), cancellationToken);
        await store.KeepAsync(ProviderAccount.Cloudflare.Name, found, cancellationToken);
        if (found.Count > 0)
        {
            Log.Drifted(logger, string.Join("; ", found.Select(it => $"{it.Kind} {it.What}")));
        }
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Cloudflare's API is not what this version was written for. Nothing is wrong yet; look for a newer version: {Drift}")]
        public static partial void Drifted(ILogger logger, string drift);

        [LoggerMessage(LogLevel.Information, "Whether Cloudflare's API has changed could not be told: {Reason}")]
        public static partial void Unknown(ILogger logger, string reason);
    }
}
