using HomeLab.Cloudflare;
using HomeLab.Dns.Budgets;
using HomeLab.Dns.Drift;
using Microsoft.Extensions.Options;

namespace HomeLab.Dns.Providers.Cloudflare;

/// <summary>Opens Cloudflare accounts.</summary>
sealed class CloudflareProviders(
    IHttpClientFactory clients, SecretReader secrets, IBudgets budgets, BudgetMetrics metrics, IOptions<DnsOptions> options, TimeProvider time)
{
    public const string ClientName = "cloudflare";

    /// <summary>A page of 5000 records takes about 3 MB.</summary>
    public const long LargestAnswer = 64 * 1024 * 1024;

    public CloudflareDnsProvider Of(ProviderAccount.Cloudflare account)
    {
        var (open, callTimeout) = Open(account);
        return new CloudflareDnsProvider(open, Budget(), account.Token.ToString(), callTimeout, time);
    }

    /// <summary>They are read as often as somebody asks, and can wait for everything else.</summary>
    public CloudflareTunnels TunnelsOf(ProviderAccount.Cloudflare account) =>
        new(Open(account).Client(Budget().At(CallPriority.Read)), account.Token.ToString());

    public CloudflareIpLists IpListsOf(ProviderAccount.Cloudflare account, CallPriority priority) =>
        new(Open(account).Client(Budget().At(priority)), account.Token.ToString(), time);

    public CloudflareDriftCheck DriftCheckOf(ProviderAccount.Cloudflare account) => new(Open(account).Client(Budget().At(CallPriority.Read)));

    (Func<IRateBudget, CloudflareClient> Client, TimeSpan CallTimeout) Open(ProviderAccount.Cloudflare account)
    {
        var http = clients.CreateClient(ClientName);
        var url = account.Url ?? options.Value.CloudflareUrl ?? CloudflareClient.DefaultBaseAddress;
        http.BaseAddress = url;
        return (budget => new CloudflareClient(http, cancellationToken => TokenAsync(account, url, cancellationToken), budget, time), http.Timeout);
    }

    AccountBudget Budget() => new(ProviderAccount.Cloudflare.Name, budgets, metrics, time);

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
