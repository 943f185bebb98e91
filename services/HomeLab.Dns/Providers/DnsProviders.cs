using System.Diagnostics;
using HomeLab.Dns.Providers.Cloudflare;
using HomeLab.Dns.Providers.Rfc2136;
using HomeLab.Dns.Providers.Webhook;

namespace HomeLab.Dns.Providers;

/// <summary>The kinds of provider that there are.</summary>
sealed class DnsProviders(CloudflareProviders cloudflare, Rfc2136Providers servers, WebhookProviders webhooks) : IDnsProviders
{
    public IDnsProvider Of(ProviderAccount account) => account switch
    {
        ProviderAccount.Cloudflare it => cloudflare.Of(it),
        ProviderAccount.DnsServer it => servers.Of(it),
        ProviderAccount.Webhook it => webhooks.Of(it),
        _ => throw new UnreachableException(),
    };
}
