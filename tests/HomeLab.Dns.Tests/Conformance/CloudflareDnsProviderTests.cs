using System.Net;
using HomeLab.Cloudflare;
using HomeLab.Dns.Budgets;
using HomeLab.Dns.Tests.Budgets;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Providers.Cloudflare;
using HomeLab.Dns.Records;
using HomeLab.Simulators;
using HomeLab.Simulators.Faults;
using static HomeLab.Dns.Tests.Conformance.Lab;

namespace HomeLab.Dns.Tests.Conformance;

/// <summary>The suite against the simulated Cloudflare, and what only Cloudflare does.</summary>
public sealed class CloudflareDnsProviderTests : ProxyingProviderConformance, IAsyncLifetime
{
    const string Secret = "token-for-the-tests";
    SimulatorHost simulator = null!;
    CloudflareDnsProvider provider = null!;

    internal override IDnsProvider Provider => provider;

    internal override Task<long> WritesAsync() => Task.FromResult((long)simulator.Requests.Entries.Count(request => request.Applied));

    internal override async Task PutAsync(DnsRecord record)
    {
        var zone = (await ObserveAsync()).Zone;
        var results = await provider.WriteAsync(zone, [Alone(new ProviderWrite.Create(record, "by hand"))], TimeSpan.FromMinutes(1), default);
        Assert.IsType<WriteResult.Applied>(results[0][0]);
    }

    public async Task InitializeAsync()
    {
        simulator = await SimulatorHost.StartAsync(
            ("Simulators:Cloudflare:Zones:0:Name", "example.org"),
            ("Simulators:Cloudflare:Zones:0:Plan", "Pro"),
            ("Simulators:Cloudflare:Tokens:0:Name", "dns"), ("Simulators:Cloudflare:Tokens:0:Secret", Secret));
        provider = Open(Secret);
    }

    public async Task DisposeAsync() => await simulator.DisposeAsync();

    [Fact]
    public async Task A_batch_that_is_refused_is_made_one_by_one()
    {
        var zone = (await ObserveAsync()).Zone;
        simulator.Faults.Add(new FaultRule { Effect = FaultEffect.Status, Status = 400, Method = "POST", Path = "/zones/*/dns_records/batch", Times = 1 });

        var results = await provider.WriteAsync(zone, [.. Three()], TimeSpan.FromMinutes(1), default);

        Assert.All(results, group => Assert.IsType<WriteResult.Applied>(group[0]));
        Assert.Equal(4, simulator.Requests.Entries.Count(request => request.IsWrite));
    }

    [Fact]
    public async Task A_bad_record_is_rejected_with_the_reason_and_the_rest_is_made()
    {
        var zone = (await ObserveAsync()).Zone;
        var bad = new ProviderWrite.Create(Wants("d.example.org", "A", "192.0.2.1", ttl: 31).ToRecord(), "");

        var results = await provider.WriteAsync(zone, [.. Three(), new WriteGroup([bad])], TimeSpan.FromMinutes(1), default);

        Assert.All(results.Take(3), group => Assert.IsType<WriteResult.Applied>(group[0]));
        var reason = Assert.IsType<WriteResult.Rejected>(results[3][0]).Reason;
        Assert.Equal(ProviderReasons.Refused, reason.Code);
        Assert.Contains("9021", reason.Message);
    }

    [Theory]
    [InlineData(FaultEffect.LostAnswer)]
    [InlineData(FaultEffect.TruncatedAnswer)]
    public async Task A_lost_answer_is_unconfirmed_and_nothing_is_sent_after_it(FaultEffect effect)
    {
        var zone = (await ObserveAsync()).Zone;
        simulator.Faults.Add(new FaultRule { Effect = effect, Method = "POST", Times = 1 });

        var results = await provider.WriteAsync(zone, [.. Three()], TimeSpan.FromMinutes(1), default);

        Assert.All(results, group => Assert.IsType<WriteResult.Unconfirmed>(group[0]));
        Assert.Single(simulator.Requests.Entries, request => request.IsWrite);
    }

    [Fact]
    public async Task Retry_after_is_kept_to_by_the_next_call_as_well()
    {
        simulator.Faults.Add(new FaultRule { Effect = FaultEffect.RateLimited, RetryAfterSeconds = 30, Times = 1 });

        var first = await provider.ObserveAsync(Some.Zone, default);
        var second = await provider.ObserveAsync(Some.Zone, default);

        Assert.False(first.TryGetValue(out _, out var reason));
        Assert.Equal(ProviderReasons.RateLimited, reason.Code);
        Assert.False(second.TryGetValue(out _, out _));
        Assert.InRange(provider.BlockedFor.TotalSeconds, 20, 31);
        Assert.Single(simulator.Requests.Entries);
    }

    [Fact]
    public async Task A_refused_token_is_told_with_what_to_do_and_never_shown()
    {
        var observed = await Open("a-token-that-nobody-knows").ObserveAsync(Some.Zone, default);

        Assert.False(observed.TryGetValue(out _, out var reason));
        Assert.Equal(ProviderReasons.TokenRefused, reason.Code);
        Assert.Contains("Zone:Read and DNS:Edit on example.org in the environment variable CLOUDFLARE_TOKEN", reason.Message);
        Assert.DoesNotContain("nobody-knows", reason.ToString());
    }

    [Fact]
    public async Task A_page_of_the_edge_is_an_outage_and_no_empty_zone()
    {
        simulator.Faults.Add(new FaultRule { Effect = FaultEffect.Status, Status = 502, Body = FaultBody.Html });

        var observed = await provider.ObserveAsync(Some.Zone, default);

        Assert.False(observed.TryGetValue(out _, out var reason));
        Assert.Equal(ProviderReasons.Unavailable, reason.Code);
    }

    [Fact]
    public async Task Nothing_is_begun_that_could_end_too_late()
    {
        var zone = (await ObserveAsync()).Zone;

        var results = await provider.WriteAsync(zone, [.. Three()], TimeSpan.FromSeconds(1), default);

        Assert.All(results, group => Assert.Equal(ProviderReasons.NotSent, Assert.IsType<WriteResult.Rejected>(group[0]).Reason.Code));
        Assert.DoesNotContain(simulator.Requests.Entries, request => request.IsWrite);
    }

    static IEnumerable<WriteGroup> Three() => new[] { "a", "b", "c" }.Select(name =>
        new WriteGroup([new ProviderWrite.Create(Wants($"{name}.example.org", "A", "192.0.2.1").ToRecord(), "")]));

    async Task<ProviderZone> ObserveAsync()
    {
        var observed = await provider.ObserveAsync(Some.Zone, default);
        Assert.True(observed.TryGetValue(out var zone, out var reason), reason?.ToString());
        return zone;
    }

    CloudflareDnsProvider Open(string secret)
    {
        var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = simulator.Cloudflare, Timeout = TimeSpan.FromSeconds(15) };
        return new CloudflareDnsProvider(
            budget => new CloudflareClient(http, _ => ValueTask.FromResult(secret), budget, TimeProvider.System),
            new AccountBudget("cloudflare", new InMemoryBudgets(), InMemoryBudgets.Metrics, TimeProvider.System),
            "environment variable CLOUDFLARE_TOKEN", http.Timeout, TimeProvider.System);
    }
}
