using HomeLab.Cloudflare;
using HomeLab.Dns.Records;
using HomeLab.Dns.Tunnels;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Providers.Cloudflare;

/// <summary>Tunnels at Cloudflare. Reads only.</summary>
/// <param name="token">Where the token is, for messages.</param>
sealed class CloudflareTunnels(CloudflareClient client, string token)
{
    /// <summary>All of them, with their rules, of the account that holds the zone.</summary>
    public async Task<Observed<AccountTunnels>> ObserveAsync(ZoneName zone, CancellationToken cancellationToken)
    {
        try
        {
            var accounts = (await client.ListZonesAsync(zone.ToString(), cancellationToken)).Select(it => it.Account?.Id).OfType<string>().Distinct().ToList();
            if (accounts is not [var account])
            {
                return new Observed<AccountTunnels>.Unavailable(new Reason(
                    accounts.Count == 0 ? ProviderReasons.ZoneNotFound : ProviderReasons.ZoneAmbiguous,
                    $"The token in the {token} shows {accounts.Count} accounts with a zone {zone}."));
            }
            var tunnels = new List<Tunnel>();
            foreach (var tunnel in await client.ListTunnelsAsync(account, cancellationToken))
            {
                var configuration = tunnel.IsLocal ? null : await client.GetTunnelConfigurationAsync(account, tunnel.Id, cancellationToken);
                tunnels.Add(new Tunnel(
                    tunnel.Id, tunnel.Name, tunnel.Status, tunnel.IsLocal, configuration?.Version ?? 0, [.. (configuration?.Rules ?? []).Select(Read)]));
            }
            return new Observed<AccountTunnels>.Available(new AccountTunnels(account, tunnels));
        }
        catch (CloudflareException e)
        {
            return new Observed<AccountTunnels>.Unavailable(e.Failure == CloudflareFailure.TokenRefused
                ? new Reason(
                    ProviderReasons.TokenRefused,
                    $"{e.Message} To see tunnels, give the token in the {token} Account:Cloudflare Tunnel:Read; zones and records need it not.")
                : CloudflareReasons.Of(e, token, zone.ToString()));
        }
    }

    /// <summary>Asks for one that a list lacks.</summary>
    /// <returns>Whether it was deleted; null: Cloudflare does not know it.</returns>
    public async Task<Observed<bool?>> IsDeletedAsync(string account, string tunnel, CancellationToken cancellationToken)
    {
        try
        {
            return new Observed<bool?>.Available((await client.GetTunnelAsync(account, tunnel, cancellationToken)).DeletedAt is not null);
        }
        catch (CloudflareException e) when (e.Failure == CloudflareFailure.NotFound)
        {
            return new Observed<bool?>.Available(null);
        }
        catch (CloudflareException e)
        {
            return new Observed<bool?>.Unavailable(CloudflareReasons.Of(e, token, $"tunnel {tunnel}"));
        }
    }

    static IngressRule Read(TunnelRule rule) => new(rule.Hostname ?? "", rule.Path ?? "", WithoutSecrets(rule.Service));

    /// <summary>What a URL says beyond host and port may be a password.</summary>
    static string WithoutSecrets(string service) =>
        service.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(service, UriKind.Absolute, out var url) ? $"{url.Scheme}://{url.Authority}" : service;
}
