using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Mirror;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;

namespace HomeLab.Dns.Tests.Reconciling;

/// <summary>One zone at Cloudflare and at a server of the lab: whole looks, with a real database, a simulated Cloudflare and a real BIND.</summary>
public sealed class TwoProviderTests : IAsyncLifetime
{
    const string Inside = "example.org@lan";
    const string Outside = "example.org";

    readonly FakeInventory inventory = new();
    TestNameServer server = null!;

    public async Task InitializeAsync()
    {
        if (Machine.WhyMissing(Requirement.Bind) is null)
        {
            server = await TestNameServer.StartAsync(NameServerSoftware.Bind);
        }
    }

    public async Task DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Bind, Requirement.DnsTools)]
    [Proves("DNS-16", "DNS-17")]
    public async Task One_name_leads_to_the_target_outside_and_to_the_host_inside_and_the_rest_of_the_zone_is_the_same()
    {
        Serve(server.Port);
        inventory.Publish("photos", proxied: true);
        inventory.Declare("mail", """{"name":"example.org","type":"MX","mx":[{"priority":10,"exchange":"mail.example.net"}]}""");
        inventory.Declare("nas", """{"name":"nas.example.org","type":"A","values":["192.0.2.11"],"view":"internal"}""");
        await using var host = await StartAsync();

        await ConvergeAsync(host, Outside);
        await ConvergeAsync(host, Inside);

        Assert.Equal(
            ["example.org MX mail.example.net", "photos.example.org CNAME home.example.net"],
            (await host.RecordsAsync()).Select(record => $"{record.Name} {record.Type} {record.Content}").Order());
        Assert.Equal(["192.0.2.10"], await server.DigAsync("+short", "photos.example.org", "A"));
        Assert.Equal(["192.0.2.11"], await server.DigAsync("+short", "nas.example.org", "A"));
        Assert.Equal(["10 mail.example.net."], await server.DigAsync("+short", "example.org", "MX"));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Bind, Requirement.DnsTools)]
    public async Task What_is_no_longer_wanted_goes_at_both_and_the_server_s_other_records_stay()
    {
        Serve(server.Port);
        inventory.Publish("photos");
        await server.UpdateAsync("update add printer.example.org. 300 A 192.0.2.77");
        await using var host = await StartAsync();
        await ConvergeAsync(host, Outside);
        await ConvergeAsync(host, Inside);

        inventory.Remove("photos");
        await ConvergeAsync(host, Outside);
        await ConvergeAsync(host, Inside);

        Assert.Empty(await host.RecordsAsync());
        Assert.Empty(await server.DigAsync("+short", "photos.example.org", "A"));
        Assert.Equal(["192.0.2.77"], await server.DigAsync("+short", "printer.example.org", "A"));
        Assert.DoesNotContain(
            await server.DigAsync("+noall", "+answer", "example.org", "AXFR"), line => line.Contains("._homelab.", StringComparison.Ordinal));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Bind, Requirement.DnsTools)]
    public async Task Nothing_changes_at_Cloudflare_when_the_zone_gets_a_second_provider()
    {
        inventory.Publish("photos");
        await using var host = await StartAsync();
        await ConvergeAsync(host, Outside);
        // As versions before servers wrote it.
        Assert.Equal("example.org/photos.example.org/CNAME", await host.QueryAsync<string>("SELECT object FROM homelab.owned_object"));
        Assert.Equal("example.org", await host.QueryAsync<string>("SELECT zone FROM claim"));
        var writes = host.Writes;

        Serve(server.Port);
        await ConvergeAsync(host, Inside);
        await host.DoubtAsync(Outside);
        await ConvergeAsync(host, Outside);

        Assert.Equal(writes, host.Writes);
        Assert.Equal(
            "example.org/photos.example.org/CNAME example.org@lan/photos.example.org/A",
            await host.QueryAsync<string>("SELECT string_agg(object, ' ' ORDER BY key) FROM homelab.owned_object"));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Bind, Requirement.DnsTools)]
    public async Task A_server_that_is_away_hinders_nobody_and_is_caught_up_with()
    {
        Serve(server.Port);
        inventory.Publish("photos");
        await using var host = await StartAsync();
        await ConvergeAsync(host, Inside);
        await server.StopAsync();
        inventory.Publish("wiki");

        await ConvergeAsync(host, Outside);
        await host.DoubtAsync(Inside);
        var away = await host.LookAsync(Inside);
        await server.StartAsync();
        await ConvergeAsync(host, Inside);

        Assert.Equal(("Waiting", "ProviderUnavailable"), (away.Outcome, away.ReasonCode));
        Assert.Equal(2, (await host.RecordsAsync()).Count);
        Assert.Equal(["192.0.2.10"], await server.DigAsync("+short", "photos.example.org", "A"));
        Assert.Equal(["192.0.2.10"], await server.DigAsync("+short", "wiki.example.org", "A"));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Bind, Requirement.DnsTools)]
    public async Task An_update_whose_answer_is_lost_is_settled_by_reading_and_not_made_twice()
    {
        await using var relay = new AnswerLosingRelay(server.Port);
        Serve(relay.Port);
        inventory.Publish("photos");
        await using var host = await StartAsync(("Dns:CallTimeout", "00:00:02"), ("Dns:WriteTimeout", "00:00:10"));
        relay.LoseNext();

        await ConvergeAsync(host, Inside);

        Assert.Equal(["192.0.2.10"], await server.DigAsync("+short", "photos.example.org", "A"));
        // One update after the first serial, which is 1.
        Assert.Equal("2", (await server.DigAsync("+short", "example.org", "SOA"))[0].Split(' ')[2]);
        Assert.Equal(1, await host.QueryAsync<long>("SELECT count(*) FROM homelab.intent WHERE status = 'applied'"));
    }

    /// <summary>The lab gets a server that holds the zone too, in which names point at the host.</summary>
    void Serve(int port) => inventory.Change(snapshot =>
    {
        snapshot.Lab.DnsServers.Add(new DnsServer
        {
            Name = "lan", Address = "127.0.0.1", Port = port, View = "internal", Zones = { "example.org" },
            Tsig = new TsigKey { Name = TestNameServer.Key, Algorithm = "hmac-sha256", Secret = new SecretReference { Env = "DNS_TEST_TSIG" } },
        });
        snapshot.Lab.InternalTargets.Add("docker/host", "192.0.2.10");
    });

    Task<DnsHost> StartAsync(params (string Key, string? Value)[] settings) => DnsHost.StartAsync(
        inventory,
        [
            .. settings.Concat([
                ("DNS_TEST_TSIG", server.Secret), ("Dns:RetryAfter", "00:00:00.500"), ("Dns:CallTimeout", "00:00:10"), ("Dns:WriteTimeout", "00:01:00"),
            ]).DistinctBy(setting => setting.Item1),
        ]);

    static Task ConvergeAsync(DnsHost host, string zone)
    {
        ZoneStatus? last = null;
        return Eventually.TrueAsync(
            async () => (last = await host.LookAsync(zone)).Outcome == "Converged", $"{zone} is as wanted", within: TimeSpan.FromMinutes(2));
    }
}
