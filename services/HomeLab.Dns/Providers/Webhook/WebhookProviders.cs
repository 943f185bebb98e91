using Microsoft.Extensions.Options;

namespace HomeLab.Dns.Providers.Webhook;

/// <summary>Opens the lab's webhook providers.</summary>
sealed class WebhookProviders(IHttpClientFactory clients, IOptions<DnsOptions> options, TimeProvider time)
{
    public const string ClientName = "webhook providers";

    /// <summary>As external-dns takes at most: some 60,000 records.</summary>
    public const long LargestAnswer = 32 << 20;

    public WebhookDnsProvider Of(ProviderAccount.Webhook account) => new(
        () => new WebhookApi(clients.CreateClient(ClientName), account.Url), new WebhookReasons($"The webhook provider {account.Name} ({account.Url.Authority})"),
        options.Value.CallTimeout, time);
}
