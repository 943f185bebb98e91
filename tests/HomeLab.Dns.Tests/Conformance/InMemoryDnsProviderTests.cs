using HomeLab.Dns.Providers;
using HomeLab.Dns.Providers.InMemory;
using HomeLab.Dns.Records;

namespace HomeLab.Dns.Tests.Conformance;

public class InMemoryDnsProviderTests : ProxyingProviderConformance
{
    readonly InMemoryDnsProvider provider = new("example.org");

    internal override IDnsProvider Provider => provider;

    internal override Task<long> WritesAsync() => Task.FromResult((long)provider.Written.Count);

    internal override Task PutAsync(DnsRecord record) => Task.FromResult(provider.Put("example.org", record));
}
