using FsCheck;
using FsCheck.Fluent;
using HomeLab.Cloudflare;
using HomeLab.Dns.Budgets;
using HomeLab.Dns.Providers.Cloudflare;
using HomeLab.Dns.Providers.InMemory;
using HomeLab.Dns.Tests.Budgets;
using HomeLab.Simulators;

namespace HomeLab.Dns.Tests.Sources;

/// <summary>Endpoints of whatever names and contents people write. Inventory refuses most of it before; Dns does not rely on that.</summary>
public class FuzzedEndpointTests
{
    [Fact]
    public void Whatever_is_asked_for_is_made_once_and_nothing_outside_of_the_zone() => Prop.ForAll(FuzzedEndpoints.Any.ListOf(12).ToArbitrary(), endpoints =>
        RoundTrip.HoldsAsync(new InMemoryDnsProvider("example.org"), Some.Zone, endpoints).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public async Task Whatever_is_asked_for_reads_back_from_Cloudflare_as_the_same()
    {
        await using var simulator = await SimulatorHost.StartAsync(
            ("Simulators:Cloudflare:Zones:0:Name", "example.org"), ("Simulators:Cloudflare:Zones:0:Plan", "Pro"),
            ("Simulators:Cloudflare:Tokens:0:Name", "dns"), ("Simulators:Cloudflare:Tokens:0:Secret", "token-for-the-tests"));
        var provider = Open(simulator);

        Prop.ForAll(FuzzedEndpoints.Any.ListOf(40).ToArbitrary(), endpoints => RoundTrip.HoldsAsync(provider, Some.Zone, endpoints).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(8));
    }

    static CloudflareDnsProvider Open(SimulatorHost simulator)
    {
        var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = simulator.Cloudflare, Timeout = TimeSpan.FromSeconds(15) };
        return new CloudflareDnsProvider(
            budget => new CloudflareClient(http, _ => ValueTask.FromResult("token-for-the-tests"), budget, TimeProvider.System),
            new AccountBudget("cloudflare", new InMemoryBudgets(), InMemoryBudgets.Metrics, TimeProvider.System), "the test's token", http.Timeout, TimeProvider.System);
    }
}
