using FsCheck;
using FsCheck.Fluent;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Cloudflare;
using HomeLab.Dns.Budgets;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Providers.Cloudflare;
using HomeLab.Dns.Providers.InMemory;
using HomeLab.Dns.Records;
using HomeLab.Dns.Sources;
using HomeLab.Dns.Tests.Budgets;
using HomeLab.Simulators;

namespace HomeLab.Dns.Tests.Sources;

/// <summary>Endpoints of whatever names and contents people write. Inventory refuses most of it before; Dns does not rely on that.</summary>
public class FuzzedEndpointTests
{
    static readonly string Long = new('a', 63);

    static readonly Gen<string> Labels = Gen.Elements(
        "a", "B", "www", "_sip", "_tcp", "my_app", "*", "-x", "x-", "", " ", "a b", "bücher", "BÜCHER", "xn--bcher-kva", "xn--", "straße", "🙂", "👩‍💻", "İ", "ı", "日本", "日本。本", "٣",
        "\u200d", "\0", "é", "e\u0301", "1", "192", Long, Long + "a", "a.", "..", "${VAR}", "{{ x }}", "a/b", "a\\b", "a'b", "a\"b", "a;b", "@");

    static readonly Gen<string> Names =
        from count in Gen.Choose(0, 5)
        from labels in Labels.ListOf(count)
        from end in Gen.Elements(".example.org", "example.org", ".EXAMPLE.org.", ".example.org..", ".example.net", "")
        select string.Join('.', labels) + end;

    static readonly Gen<string> Targets = Gen.OneOf(
        Gen.Elements("192.0.2.1", "192.0.2.2", "192.000.2.3", "1.1", "0x7f.1", "2001:DB8::1", "fe80::1%eth0", "::ffff:192.0.2.1", "home.example.net", "Home.Example.NET.", ""), Names);

    static readonly Gen<string> Texts =
        from parts in Gen.Elements("v=spf1", " ", "\"", "\\", "\\065", "ä", "🙂", new string('k', 255), new string('ä', 128), ";", "\t", "=").ListOf(4)
        select string.Concat(parts);

    static readonly Gen<(string Type, string Content)> Contents = Gen.Frequency(
        (6, Targets.Select(it => ("", it))),
        (2, Texts.Select(it => ("TXT", it))),
        (1, Targets.Select(it => ("MX", $"10 {it}"))),
        (1, Targets.Select(it => ("SRV", $"0 5 443 {it}"))),
        (1, Gen.Elements("issue", "ISSUE", "iodef").Select(it => ("CAA", $"0 {it} \"letsencrypt.org\""))),
        (1, Targets.Select(it => ("NS", it))));

    static readonly Gen<Endpoint> Endpoints =
        from name in Names
        from content in Contents
        from more in Targets.ListOf(2)
        from ttl in Gen.Elements(0, 1, 60, 300, 86400, 99999999, -1)
        from proxied in Gen.Elements(true, false)
        from number in Gen.Choose(1, 30)
        select new Endpoint
        {
            Address = $"kubernetes/talos/Service/apps/s{number}#/{name}", Source = "kubernetes/talos/services", Host = name, IsRunning = true,
            Publication = new Publication
            {
                Target = content.Content, Type = content.Type, Ttl = ttl, Proxied = proxied,
                Targets = { content.Type.Length == 0 ? [content.Content, .. more] : [content.Content] },
            },
        };

    [Fact]
    public void Whatever_is_asked_for_is_made_once_and_nothing_outside_of_the_zone() => Prop.ForAll(Endpoints.ListOf(12).ToArbitrary(), endpoints =>
        HoldsAsync(new InMemoryDnsProvider("example.org"), endpoints).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public async Task Whatever_is_asked_for_reads_back_from_Cloudflare_as_the_same()
    {
        await using var simulator = await SimulatorHost.StartAsync(
            ("Simulators:Cloudflare:Zones:0:Name", "example.org"), ("Simulators:Cloudflare:Zones:0:Plan", "Pro"),
            ("Simulators:Cloudflare:Tokens:0:Name", "dns"), ("Simulators:Cloudflare:Tokens:0:Secret", "token-for-the-tests"));
        var provider = Open(simulator);

        Prop.ForAll(Endpoints.ListOf(40).ToArbitrary(), endpoints => HoldsAsync(provider, endpoints).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(8));
    }

    static async Task HoldsAsync(IDnsProvider provider, IEnumerable<Endpoint> endpoints)
    {
        var answer = new Snapshot
        {
            Epoch = Some.Epoch, Revision = 7,
            Lab = new Lab { Name = "lab", Cloudflare = new Contracts.Grpc.Inventory.Cloudflare { Zones = { "example.org" } } },
            Endpoints = { endpoints.DistinctBy(it => it.Address) },
        };
        var wanted = DesiredZones.Of(LabSnapshot.Nothing.With(answer, Some.Now), Some.Zone, Some.Now, TimeSpan.Zero).Records;
        Assert.All(wanted, it => Assert.True(it.Name.IsWithin(Some.Zone.Apex)));
        var lab = new Conformance.Lab(provider, Some.Zone);

        var plan = await lab.PlanAsync([.. wanted]);
        var refused = (await lab.ApplyAsync(plan)).Where(it => it is not WriteResult.Applied).ToList();
        Assert.True(refused.Count == 0, $"{string.Join('\n', refused)}\nin {plan}");

        var again = await lab.PlanAsync([.. wanted]);
        Assert.True(again.Changes.Count == 0, $"{again}");
        Assert.Equal(plan.Withheld.Select(it => it.ToString()), again.Withheld.Select(it => it.ToString()));
        var zone = await ObserveAsync(provider);
        Assert.Subset(wanted.Select(it => it.Key).ToHashSet(), zone.Records.Select(it => it.Record.Key).ToHashSet());
        await provider.WriteAsync(zone.Zone, [.. zone.Records.Select(it => new WriteGroup([new ProviderWrite.Delete(it.Id)]))], TimeSpan.FromMinutes(1), default);
        Assert.Empty((await ObserveAsync(provider)).Records);
    }

    static async Task<ProviderZone> ObserveAsync(IDnsProvider provider)
    {
        var observed = await provider.ObserveAsync(Some.Zone, default);
        Assert.True(observed.TryGetValue(out var zone, out var reason), reason?.ToString());
        return zone;
    }

    static CloudflareDnsProvider Open(SimulatorHost simulator)
    {
        var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = simulator.Cloudflare, Timeout = TimeSpan.FromSeconds(15) };
        return new CloudflareDnsProvider(
            budget => new CloudflareClient(http, _ => ValueTask.FromResult("token-for-the-tests"), budget, TimeProvider.System),
            new AccountBudget("cloudflare", new InMemoryBudgets(), InMemoryBudgets.Metrics, TimeProvider.System), "the test's token", http.Timeout, TimeProvider.System);
    }
}
