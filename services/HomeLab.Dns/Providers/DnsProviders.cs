using System.Diagnostics;
using HomeLab.Dns.Providers.Cloudflare;

namespace HomeLab.Dns.Providers;

/// <summary>The kinds of provider that there are.</summary>
sealed class DnsProviders(CloudflareProviders cloudflare) : IDnsProviders
{
    public IDnsProvider Of(ProviderAccount account) => account switch
    {
        ProviderAccount.Cloudflare it => cloudflare.Of(it),
        _ => throw new UnreachableException(),
    };
}
