using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using static HomeLab.Dns.Tests.Conformance.Lab;

namespace HomeLab.Dns.Tests.Conformance;

/// <summary>What providers have to do besides that stand in front of records themselves.</summary>
public abstract class ProxyingProviderConformance : ProviderConformance
{
    [SuiteFact]
    [Proves("DNS-20")]
    public Task Proxied_records_with_a_ttl_of_their_own() => StepsAsync(
        [Wants("p.example.org", "A", "192.0.2.1", ttl: 300, proxied: true)],
        [Wants("p.example.org", "A", "192.0.2.1", ttl: 300, proxied: false)],
        [Wants("p.example.org", "CNAME", "Home.Example.NET.", ttl: 600, proxied: true)],
        []);
}
