using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Addresses;
using HomeLab.Dns.Addresses.Detectors;
using HomeLab.Dns.Tests.Reconciling;
using HomeLab.Simulators;
using HomeLab.Simulators.Faults;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;
using Uplink = HomeLab.Contracts.Grpc.Inventory.Uplink;

namespace HomeLab.Dns.Tests.Addresses;

/// <summary>From detectors to records, with a real database, a simulated Cloudflare and rounds that follow one another at once.</summary>
public class UplinkReconcilerTests
{
    const string Urn = "homelab:dns:public-address-changed:v1";
    readonly FakeInventory inventory = new();
    readonly PlayedDetector one = new("one");
    readonly PlayedDetector two = new("two");
    readonly PlayedDetector three = new("three");

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-9", "DNS-10")]
    public async Task Records_of_all_names_follow_a_turned_address_in_one_call()
    {
        Declare("home", "A", ["fibre"]);
        Declare("vpn", "A", ["fibre"]);
        await using var host = await StartAsync();
        Follow("fibre", "trace", "http", "doh", "upnp");
        await AsksAsync(host, "fibre");
        await HoldsAsync(host, "home A 93.184.216.34", "vpn A 93.184.216.34");
        host.Simulator.Requests.Clear();

        host.Simulator.Uplinks.Turn("demo", it => it with { IPv4 = "93.184.216.35" });

        await HoldsAsync(host, "home A 93.184.216.35", "vpn A 93.184.216.35");
        // The log may lag behind what can be read.
        await Eventually.TrueAsync(() => host.Writes > 0, "the write is logged");
        Assert.Equal(2, Assert.Single(host.Requests, request => request.IsWrite).Effects.Count);
        Assert.Equal(["-93.184.216.34", "93.184.216.34-93.184.216.35"], await ToldAsync(host));
        var trace = Assert.Single(host.Requests, request => request.IsWrite).Traceparent!.Split('-')[1];
        Assert.Equal(trace, (await host.QueryAsync<string>($"SELECT traceparent FROM homelab.outbox WHERE urn = '{Urn}' ORDER BY id DESC LIMIT 1")).Split('-')[1]);

        void Follow(string name, params string[] kinds) => inventory.Change(snapshot => snapshot.Lab.Uplinks.Add(new Uplink
        {
            Name = name, Quorum = 2, Confirmations = 2, Interval = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(200)),
            Detectors = { kinds.Select(kind => new Detector { Kind = kind, Url = host.Simulator.Detector(PathOf(kind)).ToString() }) },
        }));
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-9", "DNS-12")]
    public async Task IPv6_hosts_stand_behind_the_uplinks_prefix()
    {
        Declare("home", "A", ["fibre"]);
        Declare("home", "AAAA", ["fibre"], "::1:2", "home6");
        Declare("nas", "AAAA", ["fibre"], "::1:3", "nas6");
        Played("fibre", prefixLength: 64);
        Say(IpFamily.IPv4, "93.184.216.34", one, two);
        Say(IpFamily.IPv6, "2606:2800:220:1:aaaa::1", one);
        Say(IpFamily.IPv6, "2606:2800:220:1:bbbb::1", two);
        await using var host = await StartAsync();
        await AsksAsync(host, "fibre");
        await HoldsAsync(host, "home A 93.184.216.34", "home AAAA 2606:2800:220:1::1:2", "nas AAAA 2606:2800:220:1::1:3");

        Say(IpFamily.IPv6, "2606:2800:220:2:cccc::1", one, two);

        await HoldsAsync(host, "home A 93.184.216.34", "home AAAA 2606:2800:220:2::1:2", "nas AAAA 2606:2800:220:2::1:3");
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-11")]
    public async Task A_name_has_a_record_for_each_of_its_uplinks()
    {
        Declare("home", "A", ["fibre", "cable"], values: ["198.51.100.7"]);
        Played("fibre", one, two);
        Played("cable", three);
        Say(IpFamily.IPv4, "93.184.216.34", one, two);
        Say(IpFamily.IPv4, "93.184.216.99", three);
        await using var host = await StartAsync();
        await AsksAsync(host, "fibre", "cable");
        await HoldsAsync(host, "home A 198.51.100.7", "home A 93.184.216.34", "home A 93.184.216.99");
        var kept = (await host.RecordsAsync()).Single(record => record.Content == "93.184.216.99").Id;

        Say(IpFamily.IPv4, "93.184.216.35", one, two);

        await HoldsAsync(host, "home A 198.51.100.7", "home A 93.184.216.35", "home A 93.184.216.99");
        Assert.Equal(kept, (await host.RecordsAsync()).Single(record => record.Content == "93.184.216.99").Id);
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-10", "DNS-31")]
    public async Task Detectors_that_fail_or_disagree_change_nothing_and_are_shown()
    {
        Declare("home", "A", ["fibre"]);
        Played("fibre", one, two, three);
        Say(IpFamily.IPv4, "93.184.216.34", one, two, three);
        await using var host = await StartAsync();
        await AsksAsync(host, "fibre");
        await HoldsAsync(host, "home A 93.184.216.34");
        host.Simulator.Requests.Clear();

        Say(IpFamily.IPv4, "10.0.0.1", one);
        Say(IpFamily.IPv4, "104.16.0.1", two);
        Say(IpFamily.IPv4, "100.64.0.1", three);
        await ShowsAsync(host, "AllFailed", "one Private", "two Cloudflare", "three CarrierGrade");
        Say(IpFamily.IPv4, "93.184.216.35", one);
        Say(IpFamily.IPv4, "93.184.216.36", two);
        Say(IpFamily.IPv4, "93.184.216.37", three);
        await ShowsAsync(host, "Disagreement", "one 93.184.216.35", "two 93.184.216.36", "three 93.184.216.37");
        Assert.Equal("Converged", (await host.LookAsync()).Outcome);

        Assert.Equal(0, host.Writes);
        await HoldsAsync(host, "home A 93.184.216.34");
        Assert.Equal(["-93.184.216.34"], await ToldAsync(host));
    }

    /// <summary>An empty answer is no withdrawal, not even where nothing else is known.</summary>
    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_record_stays_while_the_address_that_it_is_to_follow_is_not_known()
    {
        inventory.Declare("home", """{"name":"home.example.org","type":"A","values":["198.51.100.4"]}""");
        Played("fibre", one, two);
        await using var host = await StartAsync();
        Assert.Equal("Applied", (await host.LookAsync()).Outcome);
        inventory.Change(snapshot => snapshot.Documents[0].SpecJson = """{"name":"home.example.org","type":"A","uplinks":["fibre"]}""");
        await AsksAsync(host, "fibre");
        await ShowsAsync(host, "AllFailed", "one Silent", "two Silent");

        var status = await host.LookAsync();

        Assert.Equal(["AddressUnknown", "AddressUnknown"], status.Withheld.Select(line => line.ReasonCode));
        await HoldsAsync(host, "home A 198.51.100.4");

        var id = (await host.RecordsAsync()).Single().Id;
        Say(IpFamily.IPv4, "93.184.216.34", one, two);
        await HoldsAsync(host, "home A 93.184.216.34");
        Assert.Equal(id, (await host.RecordsAsync()).Single().Id);
    }

    /// <summary>As a process that dies after its detectors have answered: nothing of the round is kept, and the next one comes to the same.</summary>
    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_change_that_could_not_be_kept_is_told_once_when_it_can()
    {
        Declare("home", "A", ["fibre"]);
        Played("fibre", one, two);
        Say(IpFamily.IPv4, "93.184.216.34", one, two);
        await using var host = await StartAsync(("Reconciliation:Lease", "00:00:05"));
        await AsksAsync(host, "fibre");
        await HoldsAsync(host, "home A 93.184.216.34");
        host.Simulator.Requests.Clear();
        await host.RunAsync(
            """
            CREATE SEQUENCE attempt;
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM nextval('attempt'); RAISE EXCEPTION 'no'; END $$;
            CREATE TRIGGER refuse AFTER UPDATE ON uplink_address FOR EACH ROW WHEN (OLD.address IS DISTINCT FROM NEW.address) EXECUTE FUNCTION refuse();
            """);
        Say(IpFamily.IPv4, "93.184.216.35", one, two);
        await Eventually.TrueAsync(() => host.QueryAsync<bool>("SELECT is_called FROM attempt"), "a change could not be kept", TimeSpan.FromMinutes(1));
        Assert.Equal(0, host.Writes);

        await host.RunAsync("DROP TRIGGER refuse ON uplink_address");

        await HoldsAsync(host, "home A 93.184.216.35");
        Assert.Equal(["-93.184.216.34", "93.184.216.34-93.184.216.35"], await ToldAsync(host));
        await Eventually.TrueAsync(() => host.Writes > 0, "the write is logged");
        Assert.Equal(1, host.Writes);
    }

    /// <summary>Heard by a monitor while the address is agreed on and the records stand, and never else.</summary>
    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-39")]
    public async Task A_heartbeat_stops_when_the_address_or_its_records_are_not_certain()
    {
        Declare("home", "A", ["fibre"]);
        Played("fibre", one, two);
        Say(IpFamily.IPv4, "93.184.216.34", one, two);
        await using var monitor = await SimulatorHost.StartAsync();
        await using var host = await StartAsync(("HEARTBEAT", monitor.Detector("heartbeat").ToString()));
        inventory.Change(snapshot => snapshot.Lab.Uplinks[0].Heartbeat = new SecretReference { Env = "HEARTBEAT" });
        var foreign = await host.PutAsync("home.example.org", "198.51.100.4");
        await AsksAsync(host, "fibre");
        await Eventually.TrueAsync(
            async () => await host.QueryAsync<long>("SELECT count(*) FROM zone WHERE outcome = 'Stalled'") == 1, "a foreign record is in the way");
        await SomeRoundsAsync(host);
        Assert.Empty(monitor.Requests.Entries);

        await host.Somebody.DeleteRecordAsync(host.ZoneId, foreign.Id, default);
        await host.DoubtAsync("example.org");
        await host.AskAsync("example.org");
        await Eventually.TrueAsync(() => monitor.Requests.Entries.Count > 2, "it beats");

        Say(IpFamily.IPv4, "10.0.0.1", one, two);
        await ShowsAsync(host, "AllFailed", "one Private", "two Private");
        var beats = monitor.Requests.Entries.Count;
        await SomeRoundsAsync(host);
        Assert.Equal(beats, monitor.Requests.Entries.Count);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Nobody_is_asked_for_an_uplink_that_nothing_follows()
    {
        Played("fibre", one, two);
        await using var host = await StartAsync();
        await AsksAsync(host, "fibre");
        await Eventually.TrueAsync(
            async () => await host.QueryAsync<long>("SELECT count(*) FROM homelab.work WHERE kind = 'uplink' AND outcome = 'Converged'") == 1, "it was looked at");

        var uplink = Assert.Single((await ListAsync(host)).Uplinks);

        Assert.Equal(("fibre", "", 0), (uplink.Name, uplink.Family, uplink.Answers.Count));
    }

    Task<DnsHost> StartAsync(params (string Key, string? Value)[] settings) => DnsHost.StartAsync(
        inventory, inventory, ["example.org"], isTimeSimulated: false,
        services => services.AddSingleton<IAddressDetector>(one).AddSingleton<IAddressDetector>(two).AddSingleton<IAddressDetector>(three),
        [("Addresses:ConfirmAfter", "00:00:00.100"), ("Addresses:DetectorTimeout", "00:00:30"), .. settings]);

    /// <summary>Uplinks are listed at the start and once a resync; here a test adds them when it knows where its simulator is.</summary>
    static Task AsksAsync(DnsHost host, params string[] uplinks) => host.Services.GetRequiredService<ServiceDefaults.Reconciliation.WorkQueue>().EnqueueAsync(
        [.. uplinks.Select(name => new ServiceDefaults.Reconciliation.WorkKey(UplinkReconciler.UplinkKind, name))],
        ServiceDefaults.Reconciliation.Cause.Here("Test", "uplinks", TimeProvider.System.GetUtcNow()), default);

    /// <summary>Looks four times a second: the test has a budget of calls too.</summary>
    static async Task HoldsAsync(DnsHost host, params string[] expected)
    {
        var wanted = expected.Order(StringComparer.Ordinal).ToList();
        await Eventually.TrueAsync(
            async () => (await host.RecordsAsync()).Select(it => $"{it.Name.Split('.')[0]} {it.Type} {it.Content}").Order(StringComparer.Ordinal).SequenceEqual(wanted),
            $"the zone holds {string.Join(", ", wanted)}", TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(250));
    }

    static async Task ShowsAsync(DnsHost host, string reason, params string[] answers) => await Eventually.PassesAsync(
        async () =>
        {
            var uplink = Assert.Single((await ListAsync(host)).Uplinks);
            Assert.Equal(reason, uplink.ReasonCode);
            Assert.Equal(answers, uplink.Answers.Select(it => $"{it.Detector} {it.Address}{it.ReasonCode}"));
        },
        TimeSpan.FromMinutes(1));

    /// <summary>Three rounds are kept, one after another.</summary>
    static async Task SomeRoundsAsync(DnsHost host)
    {
        for (var round = 0; round < 3; round++)
        {
            var before = await host.QueryAsync<DateTime>("SELECT asked_at FROM uplink_address");
            await Eventually.TrueAsync(async () => await host.QueryAsync<DateTime>("SELECT asked_at FROM uplink_address") > before, "a round is kept");
        }
    }

    static Task<Contracts.Grpc.Dns.ListUplinksResponse> ListAsync(DnsHost host) => host.Services.GetRequiredService<UplinkListing>().ReadAsync(default);

    static async Task<IEnumerable<string>> ToldAsync(DnsHost host) => (await host.QueryAsync<string[]>(
        $"SELECT array_agg((body->>'before') || '-' || (body->>'after') ORDER BY id) FROM homelab.outbox WHERE urn = '{Urn}'"));

    static void Say(IpFamily family, string address, params PlayedDetector[] detectors) => Array.ForEach(detectors, it => it.Say(family, address));

    static string PathOf(string kind) => kind switch { "http" => "page", "doh" => "dns-query", "upnp" => "router/rootDesc.xml", _ => kind };

    void Played(string name, params PlayedDetector[] detectors) => Played(name, 0, detectors);

    void Played(string name, int prefixLength, params PlayedDetector[] detectors) => inventory.Change(snapshot => snapshot.Lab.Uplinks.Add(new Uplink
    {
        Name = name, Quorum = Math.Min(2, detectors.Length == 0 ? 2 : detectors.Length), Confirmations = 2, PrefixLength = prefixLength,
        Interval = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(200)),
        Detectors = { (detectors.Length == 0 ? [one, two] : detectors).Select(it => new Detector { Kind = it.Kind }) },
    }));

    void Declare(string name, string type, string[] uplinks, string? suffix = null, string? document = null, string[]? values = null) => inventory.Declare(
        document ?? name,
        System.Text.Json.JsonSerializer.Serialize(new { name = $"{name}.example.org", type, uplinks, suffix, values }));
}
