using HomeLab.Dns.Answers;
using HomeLab.Dns.Records;
using HomeLab.Dns.Tests.Reconciling;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Simulators.Cloudflare.NameServers;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using GrpcDnsServer = HomeLab.Contracts.Grpc.Inventory.DnsServer;

namespace HomeLab.Dns.Tests.Answers;

/// <summary>What was written is asked for at the servers themselves: Cloudflare's as simulated, and real ones.</summary>
public sealed class AnswerReconcilerTests
{
    readonly FakeInventory inventory = new();

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-46")]
    public async Task What_was_written_is_verified_at_the_zones_servers_and_a_proxied_name_by_whose_addresses_it_has()
    {
        inventory.Publish("photos");
        inventory.Publish("wiki", proxied: true);
        inventory.Declare("apex", """{"name":"example.org","type":"TXT","values":["v=spf1 \"quoted\" -all"]}""");
        await using var host = await StartAsync();

        await host.LookAsync();

        await UntilAsync(host, answers => answers.Count == 3 && answers.All(it => it.State == AnswerState.Verified));
        host.Simulator.NameServers.Fault = NameServerFault.Hijacked;
        var proxied = await AnswerAsync(host, "wiki.example.org", AnswerState.Differs, isAskedAnew: true);
        Assert.Contains("A 198.51.100.66", proxied.Detail, StringComparison.Ordinal);
        Assert.Contains("ada.ns.cloudflare.com", proxied.Detail, StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-46")]
    public async Task Servers_that_lag_are_asked_again_until_they_serve_it_and_nothing_is_written_meanwhile()
    {
        await using var host = await StartAsync(("Dns:ServedWithin", "00:00:01"));
        host.Simulator.NameServers.Lag = TimeSpan.FromDays(1);
        inventory.Publish("photos");
        await host.LookAsync();
        var differing = await AnswerAsync(host, "photos.example.org", AnswerState.Differs);
        var writes = host.Writes;

        await Eventually.TrueAsync(async () => await ReasonAsync(host) == NotServed.Code, "it is said that it is not served");
        var look = await host.LookAsync();

        Assert.EndsWith("answers nothing", differing.Detail, StringComparison.Ordinal);
        Assert.Equal(("Converged", writes), (look.Outcome, host.Writes));
        host.Simulator.NameServers.Lag = TimeSpan.Zero;
        await AnswerAsync(host, "photos.example.org", AnswerState.Verified, isAskedAnew: true);
        await Eventually.TrueAsync(async () => await ReasonAsync(host) == "", "the reason is gone");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_was_deleted_and_is_answered_all_the_same_is_told_until_it_is_not()
    {
        inventory.Publish("photos");
        await using var host = await StartAsync();
        await host.LookAsync();
        await AnswerAsync(host, "photos.example.org", AnswerState.Verified);
        host.Simulator.Clock.Advance(TimeSpan.FromDays(2));
        host.Simulator.NameServers.Lag = TimeSpan.FromDays(1);

        inventory.Remove("photos");
        await host.LookAsync();
        await UntilAsync(host, answers => answers is [{ IsGone: true, State: AnswerState.Differs }]);

        host.Simulator.NameServers.Lag = TimeSpan.Zero;
        await UntilAsync(host, answers => answers is [] or [{ State: AnswerState.Verified }]);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Servers_that_are_silent_or_answered_for_are_unreachable_and_no_change_waits_for_them()
    {
        await using var host = await StartAsync();
        host.Simulator.NameServers.Fault = NameServerFault.Silent;
        inventory.Publish("photos");
        Assert.Equal("Applied", (await host.LookAsync()).Outcome);
        await AnswerAsync(host, "photos.example.org", AnswerState.Unreachable);
        host.Simulator.NameServers.Fault = NameServerFault.Intercepted;
        inventory.Publish("wiki");

        Assert.Equal("Applied", (await host.LookAsync()).Outcome);

        var wiki = await AnswerAsync(host, "wiki.example.org", AnswerState.Unreachable);
        Assert.Contains("own name", wiki.Detail, StringComparison.Ordinal);
        Assert.Equal("", await ReasonAsync(host));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Of_an_API_that_is_not_Cloudflares_nobody_is_asked_unless_a_resolver_is_named()
    {
        inventory.Publish("photos");
        await using var host = await StartAsync(("Dns:Resolver", null));

        await host.LookAsync();

        Assert.Contains("Dns:Resolver", (await AnswerAsync(host, "photos.example.org", AnswerState.NotAsked)).Detail, StringComparison.Ordinal);
    }

    [RequiresTheory(Requirement.PostgreSql, Requirement.Bind, Requirement.Knot, Requirement.DnsTools)]
    [InlineData(NameServerSoftware.Bind)]
    [InlineData(NameServerSoftware.Knot)]
    [Proves("DNS-46")]
    public async Task A_server_of_the_lab_is_asked_itself(NameServerSoftware software)
    {
        const string zone = "example.org@lan";
        await using var server = await TestNameServer.StartAsync(software);
        inventory.Change(snapshot => snapshot.Lab.DnsServers.Add(new GrpcDnsServer
        {
            Name = "lan", Address = "127.0.0.1", Port = server.Port, View = "internal", Zones = { "example.org" },
            Tsig = new() { Name = TestNameServer.Key, Algorithm = "hmac-sha256", Secret = new() { Env = "DNS_TEST_TSIG" } },
        }));
        // More than a datagram without extensions takes.
        var text = new string('x', 700);
        inventory.Declare("nas", """{"name":"nas.example.org","type":"A","values":["192.0.2.11"],"ttl":60,"view":"internal"}""");
        inventory.Declare("long", $$"""{"name":"long.example.org","type":"TXT","values":["{{text}}"],"view":"internal"}""");
        await using var host = await StartAsync(("DNS_TEST_TSIG", server.Secret), ("Dns:CallTimeout", "00:00:10"), ("Dns:WriteTimeout", "00:01:00"));

        await Eventually.TrueAsync(async () => (await host.LookAsync(zone)).Outcome == "Converged", "the zone is as wanted");
        await UntilAsync(host, answers => answers.Count == 2 && answers.All(it => it.State == AnswerState.Verified), zone);
        await server.UpdateAsync("update delete nas.example.org. A", "update add nas.example.org. 60 A 192.0.2.99");

        Assert.EndsWith("answers A 192.0.2.99", (await AnswerAsync(host, "nas.example.org", AnswerState.Differs, zone, isAskedAnew: true)).Detail, StringComparison.Ordinal);
    }

    Task<DnsHost> StartAsync(params (string Key, string? Value)[] settings) => DnsHost.StartAsync(
        inventory, inventory, ["example.org", "example.net"], isTimeSimulated: false, services => services.AddSingleton<IReconciler, AnswerReconciler>(),
        [.. settings, ("Dns:AskAgainAfter", "00:00:00.200"), ("Dns:VerifyInterval", "1.00:00:00")]);

    /// <param name="isAskedAnew">Everything is made due again and again, for a look that is under way may have asked before.</param>
    static async Task<KnownAnswer> AnswerAsync(
        DnsHost host, string name, AnswerState state, string zone = "example.org", bool isAskedAnew = false)
    {
        KnownAnswer? answer = null;
        await UntilAsync(host, answers => (answer = answers.FirstOrDefault(it => it.Record.Name.ToString() == name))?.State == state, zone, isAskedAnew);
        return answer!;
    }

    static Task UntilAsync(
        DnsHost host, Func<IReadOnlyList<KnownAnswer>, bool> condition, string zone = "example.org", bool isAskedAnew = false)
    {
        var name = ZoneName.Parse(zone);
        return Eventually.TrueAsync(
            async () =>
            {
                if (isAskedAnew)
                {
                    await host.RunAsync("UPDATE answer SET asked_at = '2000-01-01'");
                    await host.Services.GetRequiredService<WorkQueue>().EnqueueAsync(
                        [AnswerReconciler.KeyOf(name)], Cause.Here("Test", zone, TimeProvider.System.GetUtcNow()), default);
                }
                return condition([.. (await host.Services.GetRequiredService<AnswerStore>().ReadAsync(name, default)).Values]);
            },
            $"the servers of {zone} answered", every: TimeSpan.FromMilliseconds(isAskedAnew ? 500 : 50));
    }

    static Task<string> ReasonAsync(DnsHost host) =>
        host.QueryAsync<string>("SELECT coalesce((SELECT reason_code FROM homelab.work WHERE kind = 'answers' AND key = 'example.org.'), '')");
}
