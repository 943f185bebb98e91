using System.Collections.Concurrent;
using HomeLab.Cloudflare;
using Microsoft.Extensions.Options;

namespace HomeLab.Dns.Providers.Cloudflare;

/// <summary>Opens Cloudflare accounts; those of one token share its request budget.</summary>
sealed class CloudflareProviders(IHttpClientFactory clients, SecretReader secrets, IOptions<DnsOptions> options, TimeProvider time)
{
    public const string ClientName = "cloudflare";

    /// <summary>A page of 5000 records takes about 3 MB.</summary>
    public const long LargestAnswer = 64 * 1024 * 1024;

    readonly ConcurrentDictionary<ProviderAccount.Cloudflare, RateBudget> budgets = new();

    public CloudflareDnsProvider Of(ProviderAccount.Cloudflare account)
    {
        var (client, budget, callTimeout) = Open(account);
        return new CloudflareDnsProvider(client, budget, account.Token.ToString(), callTimeout, time);
    }

    public CloudflareTunnels TunnelsOf(ProviderAccount.Cloudflare account) => new(Open(account).Client, account.Token.ToString());

    (CloudflareClient Client, RateBudget Budget, TimeSpan CallTimeout) Open(ProviderAccount.Cloudflare account)
    {
        var http = clients.CreateClient(ClientName);
        var url = account.Url ?? options.Value.CloudflareUrl ?? CloudflareClient.DefaultBaseAddress;
        http.BaseAddress = url;
        var budget = budgets.GetOrAdd(account, _ => new RateBudget(time));
        return (new CloudflareClient(http, cancellationToken => TokenAsync(account, url, cancellationToken), budget, time), budget, http.Timeout);
    }

    async ValueTask<string> TokenAsync(ProviderAccount.Cloudflare account, Uri url, CancellationToken cancellationToken)
    {
        if (ApiAddress.Objection(url) is { } objection)
        {
            throw new CloudflareException(CloudflareFailure.TokenRefused, $"The Cloudflare token was not sent: {objection}");
        }
        try
        {
            return await secrets.ReadAsync(account.Token, cancellationToken);
        }
        catch (SecretMissingException e)
        {
            throw new CloudflareException(CloudflareFailure.TokenRefused, $"There is no Cloudflare token: {e.Message}");
        }
    }
}
