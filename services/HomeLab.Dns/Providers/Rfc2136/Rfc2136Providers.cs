using HomeLab.DnsWire;
using Microsoft.Extensions.Options;

namespace HomeLab.Dns.Providers.Rfc2136;

/// <summary>Opens the lab's DNS servers.</summary>
sealed class Rfc2136Providers(SecretReader secrets, IOptions<DnsOptions> options, TimeProvider time)
{
    public Rfc2136DnsProvider Of(ProviderAccount.DnsServer account)
    {
        var timeout = options.Value.CallTimeout;
        return new Rfc2136DnsProvider(
            async cancellationToken => new DnsServer(
                account.Host, account.Port,
                new TsigKey(account.KeyName, account.Algorithm, await secrets.ReadAsync(account.Secret, cancellationToken)),
                timeout, time),
            new Rfc2136Reasons($"The DNS server {account.Name} ({account.Host} port {account.Port})", account.KeyName),
            timeout, time);
    }
}
