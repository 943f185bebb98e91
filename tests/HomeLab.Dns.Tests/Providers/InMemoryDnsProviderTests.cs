using HomeLab.Dns.Providers;
using HomeLab.Dns.Providers.InMemory;

namespace HomeLab.Dns.Tests.Providers;

public class InMemoryDnsProviderTests : ProviderConformance
{
    readonly InMemoryDnsProvider provider = new("example.org");

    internal override IDnsProvider Provider => provider;

    internal override int Writes => provider.Written.Count;
}
