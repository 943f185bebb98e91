using HomeLab.Dns.Budgets;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Tests.Budgets;
using HomeLab.Dns.Tunnels;
using HomeLab.Simulators;
using HomeLab.Simulators.Faults;
using HomeLab.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Dns.Tests.Tunnels;

public sealed class TunnelReadingsTests : IAsyncLifetime
{
    static readonly ProviderAccount.Cloudflare Account = new(new SecretName.Env("TUNNELS"), null);
    static readonly ProviderAccount.Cloudflare ZonesAlone = new(new SecretName.Env("ZONES_ALONE"), null);

    readonly FakeTimeProvider time = new();
    SimulatorHost simulator = null!;
    ServiceProvider services = null!;

    TunnelReadings Readings => services.GetRequiredService<TunnelReadings>();

    int Asked => simulator.Requests.Entries.Count(it => it.Path.EndsWith("/cfd_tunnel", StringComparison.Ordinal));

    public async Task InitializeAsync()
    {
        simulator = await SimulatorHost.StartAsync(
            ("Simulators:Cloudflare:Zones:0:Name", "example.org"),
            ("Simulators:Cloudflare:Tokens:0:Name", "dns"), ("Simulators:Cloudflare:Tokens:0:Secret", "token-with-tunnels"),
            ("Simulators:Cloudflare:Tokens:1:Name", "zones"), ("Simulators:Cloudflare:Tokens:1:Secret", "token-without"), ("Simulators:Cloudflare:Tokens:1:SeesTunnels", "false"),
            ("Simulators:Cloudflare:Tunnels:0:Name", "lab"), ("Simulators:Cloudflare:Tunnels:0:Status", "healthy"),
            ("Simulators:Cloudflare:Tunnels:0:Rules:0:Hostname", "photos.example.org"), ("Simulators:Cloudflare:Tunnels:0:Rules:0:Service", "http://user:canary@photos:2283/x?key=canary"),
            ("Simulators:Cloudflare:Tunnels:0:Rules:1:Service", "http_status:404"),
            ("Simulators:Cloudflare:Tunnels:1:Name", "files"), ("Simulators:Cloudflare:Tunnels:1:IsLocal", "true"));
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddOptions<DnsOptions>();
        collection.AddSingleton<TimeProvider>(time);
        collection.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["TUNNELS"] = "token-with-tunnels", ["ZONES_ALONE"] = "token-without" }).Build());
        collection.AddProviders();
        collection.AddSingleton<IBudgets, InMemoryBudgets>();
        services = collection.BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await simulator.DisposeAsync();
    }

    [Fact]
    public async Task Tunnels_are_read_with_their_rules_and_without_what_may_be_a_secret()
    {
        var reading = await ReadAsync(Account);

        Assert.Null(reading.Silence);
        Assert.Equal(["files True", "lab False"], reading.Last!.Tunnels.Select(it => $"{it.Name} {it.IsLocal}").Order(StringComparer.Ordinal));
        Assert.Equal([("photos.example.org", "http://photos:2283"), ("", "http_status:404")], reading.Last.Tunnels.Single(it => it.Name == "lab").Rules.Select(it => (it.Hostname, it.Service)));
    }

    [Fact]
    public async Task A_token_that_may_not_see_tunnels_is_told_with_what_it_lacks()
    {
        var reading = await ReadAsync(ZonesAlone);

        Assert.Null(reading.Last);
        Assert.Equal(ProviderReasons.TokenRefused, reading.Silence!.Code);
        Assert.Contains("Account:Cloudflare Tunnel:Read; zones and records need it not", reading.Silence.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_are_not_asked_for_again_for_a_while()
    {
        await ReadAsync(Account);
        await ReadAsync(Account);
        Assert.Equal(1, Asked);

        time.Advance(new DnsOptions().TunnelMaxAge);
        await ReadAsync(Account);

        Assert.Equal(2, Asked);
    }

    [Fact]
    public async Task What_was_read_last_stays_while_the_provider_is_silent()
    {
        var first = await ReadAsync(Account);
        time.Advance(new DnsOptions().TunnelMaxAge);
        simulator.Faults.Add(new FaultRule { Effect = FaultEffect.Status, Status = 403, Path = "/accounts/**" });

        var silent = await ReadAsync(Account);

        Assert.Equal((first.Last, first.ReadAt), (silent.Last, silent.ReadAt));
        Assert.NotNull(silent.Silence);
    }

    [Fact]
    public async Task A_list_that_leaves_out_a_tunnel_that_was_there_is_not_believed()
    {
        var all = (await ReadAsync(Account)).Last!;
        time.Advance(new DnsOptions().TunnelMaxAge);
        simulator.Faults.Add(new FaultRule { Effect = FaultEffect.EmptyLists, Path = "/accounts/**" });

        var reading = await ReadAsync(Account, [.. all.Tunnels.Select(it => it.Id)]);

        Assert.Equal(ProviderReasons.Truncated, reading.Silence!.Code);
        Assert.Same(all, reading.Last);
    }

    [Fact]
    public async Task A_tunnel_that_is_told_as_deleted_is_gone_and_one_that_nobody_knows_only_after_a_while()
    {
        var files = (await ReadAsync(Account)).Last!.Tunnels.Single(it => it.Name == "files").Id;
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = simulator.Cloudflare };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "token-with-tunnels");
        (await http.DeleteAsync(new Uri($"accounts/{(await ReadAsync(Account)).Last!.AccountId}/cfd_tunnel/{files}", UriKind.Relative))).EnsureSuccessStatusCode();
        time.Advance(new DnsOptions().TunnelMaxAge);

        var deleted = await ReadAsync(Account, [files]);
        var unknown = await ReadAsync(Account, [files, "00000000-0000-4000-8000-000000000001"]);
        time.Advance(TimeSpan.FromHours(1));
        var later = await ReadAsync(Account, [files, "00000000-0000-4000-8000-000000000001"]);

        Assert.Null(deleted.Silence);
        Assert.Equal(["lab"], deleted.Last!.Tunnels.Select(it => it.Name));
        Assert.Equal(ProviderReasons.ReadsLag, unknown.Silence!.Code);
        Assert.Null(later.Silence);
    }

    Task<TunnelReading> ReadAsync(ProviderAccount.Cloudflare account, params string[] expected) =>
        Readings.ReadAsync(account with { Url = simulator.Cloudflare }, Some.Zone, expected, CancellationToken.None);
}
