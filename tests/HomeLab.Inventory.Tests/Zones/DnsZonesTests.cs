using HomeLab.Contracts.Grpc.Dns;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Tests.Sources;
using HomeLab.Inventory.Zones;
using HomeLab.Lab.Kinds;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using SecretReference = HomeLab.Lab.Kinds.SecretReference;

namespace HomeLab.Inventory.Tests.Zones;

public class DnsZonesTests
{
    readonly PlayedDns dns = new();
    readonly PlayedLedger ledger = new();

    Task<RunningSource> StartAsync(bool hasDns = true, bool hasLedger = false) => RunningSource.StartAsync(
        new LabSpec { Cloudflare = new CloudflareSpec { Token = new SecretReference { Env = "TOKEN" }, Zones = ["example.org"] } },
        database => new DnsZones(database.Observations, database.Options, database.Time, hasDns ? dns : null, hasLedger ? ledger : null));

    static IEnumerable<string> Names(Snapshot snapshot) => snapshot.Resources.Select(it => it.Address).Order(StringComparer.Ordinal);

    [Proves("INV-4")]
    [RequiresFact(Requirement.PostgreSql)]
    public async Task Records_come_and_go_as_Dns_sees_them()
    {
        await using var source = await StartAsync();
        var first = await source.UntilReasonAsync("");

        dns.Zone = PlayedDns.Whole(("r2", "home.example.org", "A", "192.0.2.139"));
        var second = await source.UntilAsync(it => it.Resources.Count == 1, "the record is gone");

        Assert.Equal(["cloudflare/example.org/home.example.org/A/r2", "cloudflare/example.org/photos.example.org/CNAME/r1"], Names(first));
        Assert.Equal(["cloudflare/example.org/home.example.org/A/r2"], Names(second));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_zone_at_a_server_of_the_lab_is_a_source_of_its_own()
    {
        dns.Zone = PlayedDns.Whole(("r1", "photos.example.org", "A", "192.0.2.10"));
        dns.Zone.Name = "example.org@lan";
        var server = new DnsServerSpec
        {
            Name = "lan", Address = "192.0.2.53", Zones = ["example.org"],
            Tsig = new TsigSpec { Name = "homelab", Secret = new SecretReference { Env = "LAN_KEY" } },
        };
        await using var source = await RunningSource.StartAsync(
            new LabSpec { DnsServers = [server] }, database => new DnsZones(database.Observations, database.Options, database.Time, dns));

        var seen = await source.UntilReasonAsync("");

        Assert.Equal("dns/lan/example.org", source.Name);
        Assert.Equal(
            [("dns/lan/example.org/photos.example.org/A/r1", "dns.record")], seen.Resources.Select(it => (it.Address, it.Kind)));
    }

    [Proves("INV-13")]
    [RequiresFact(Requirement.PostgreSql)]
    public async Task It_is_as_old_as_what_Dns_has_read()
    {
        await using var source = await StartAsync();
        var seen = await source.UntilReasonAsync("");

        Assert.True(seen.Sources.Single(it => it.Name == source.Name).Age.ToTimeSpan() >= TimeSpan.FromMinutes(20));
    }

    [Proves("INV-15")]
    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData("DnsUnavailable")]
    [InlineData("TokenRefused")]
    [InlineData("IdentityChanged")]
    public async Task What_Dns_cannot_see_now_stays_and_is_told(string code)
    {
        await using var source = await StartAsync();
        await source.UntilReasonAsync("");

        var broken = PlayedDns.Whole();
        (broken.Provider.Complete, broken.Provider.ReasonCode) = code == "IdentityChanged" ? (true, "") : (false, code);
        broken.Provider.Identity = "another";
        dns.Zone = code == "DnsUnavailable" ? null : broken;
        var silent = await source.UntilReasonAsync(code);
        dns.Zone = PlayedDns.Whole(("r1", "photos.example.org", "CNAME", "home.example.org"), ("r2", "home.example.org", "A", "192.0.2.139"));
        var back = await source.UntilReasonAsync("");

        Assert.Equal(2, silent.Resources.Count);
        Assert.Equal(2, back.Resources.Count);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Tunnels_come_and_go_as_Dns_sees_all_of_them()
    {
        dns.Tunnels = PlayedDns.WholeTunnels("lab", "old");
        await using var source = await StartAsync();
        await source.UntilAsync(it => Tunnels(it).SequenceEqual(["lab", "old"]), "both tunnels are there");

        var forbidden = PlayedDns.WholeTunnels();
        (forbidden.Provider.Complete, forbidden.Provider.ReasonCode) = (false, "TokenRefused");
        dns.Tunnels = forbidden;
        var silent = await source.UntilAsync(it => it.Sources.Any(s => s.Name == "cloudflare/example.org/tunnels" && s.ReasonCode == "TokenRefused"), "the token is refused");
        dns.Tunnels = PlayedDns.WholeTunnels("lab");
        await source.UntilAsync(it => Tunnels(it).SequenceEqual(["lab"]), "one tunnel is gone");

        Assert.Equal(["lab", "old"], Tunnels(silent));
        Assert.Equal(2, silent.Resources.Count(it => it.Kind == "cloudflare.record"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_token_that_may_not_see_tunnels_takes_nothing_from_the_zone()
    {
        var forbidden = PlayedDns.WholeTunnels();
        (forbidden.Provider.Complete, forbidden.Provider.ReasonCode) = (false, "TokenRefused");
        dns.Tunnels = forbidden;
        await using var source = await StartAsync();

        var seen = await source.UntilAsync(
            it => it.Resources.Count == 2 && it.Sources.Any(s => s.Name == "cloudflare/example.org/tunnels" && s.ReasonCode == "TokenRefused"), "records are read, and tunnels are not");

        Assert.True(seen.Sources.Single(it => it.Name == source.Name).Complete);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Names_of_a_tunnels_rules_lead_into_it_where_the_lab_says_so()
    {
        dns.Tunnels = WithRules("photos.example.org", "*.apps.example.org", "elsewhere.example.net", "");
        await using var source = await StartAsync(new TunnelsSpec { Publish = true, Policy = "upsertOnly" });
        await source.UntilAsync(it => Aliases(it).SequenceEqual(
            ["*.apps.example.org id-of-lab.cfargotunnel.com proxied upsertOnly", "photos.example.org id-of-lab.cfargotunnel.com proxied upsertOnly"]), "both names are published");

        var forbidden = PlayedDns.WholeTunnels();
        (forbidden.Provider.Complete, forbidden.Provider.ReasonCode) = (false, "TokenRefused");
        dns.Tunnels = forbidden;
        var silent = await source.UntilReasonAsync("TokenRefused", "/tunnels");
        var other = PlayedDns.WholeTunnels();
        other.Provider.Identity = "another-account";
        dns.Tunnels = other;
        var strange = await source.UntilReasonAsync("IdentityChanged", "/tunnels");
        var old = WithRules("photos.example.org");
        old.Tunnels[0].Version = 6;
        dns.Tunnels = old;
        var stale = await source.UntilReasonAsync("Stale", "/tunnels");
        var local = WithRules();
        local.Tunnels[0].IsLocal = true;
        dns.Tunnels = local;
        var untold = await source.UntilReasonAsync("", "/tunnels");

        Assert.All([silent, strange, stale, untold], it => Assert.Equal(2, Aliases(it).Count()));
        dns.Tunnels = WithRules("photos.example.org");
        await source.UntilAsync(it => Aliases(it).SequenceEqual(["photos.example.org id-of-lab.cfargotunnel.com proxied upsertOnly"]), "a rule that went takes its name with it");
    }

    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Names_of_tunnels_are_nobodys_business_where_the_lab_does_not_say_so(bool isNamed)
    {
        dns.Tunnels = WithRules("photos.example.org");
        await using var source = await StartAsync(isNamed ? new TunnelsSpec { Publish = false } : null);

        var seen = await source.UntilAsync(it => it.Endpoints.Count == 1, "the name is known");

        Assert.Equal("NotPublished", seen.Endpoints[0].RefusedCode);
    }

    Task<RunningSource> StartAsync(TunnelsSpec? tunnels) => RunningSource.StartAsync(
        new LabSpec { Cloudflare = new CloudflareSpec { Token = new SecretReference { Env = "TOKEN" }, Zones = ["example.org"], Tunnels = tunnels } },
        database => new DnsZones(database.Observations, database.Options, database.Time, dns));

    static ListTunnelsResponse WithRules(params string[] hosts)
    {
        var answer = PlayedDns.WholeTunnels("lab");
        answer.Tunnels[0].Version = 7;
        answer.Tunnels[0].Rules.Clear();
        answer.Tunnels[0].Rules.AddRange(hosts.Select(it => new IngressRule { Hostname = it, Service = "http://photos:2283" }));
        return answer;
    }

    static IEnumerable<string> Aliases(Snapshot snapshot) => snapshot.Endpoints.Where(it => it.Publication is { Type: "CNAME" }).OrderBy(it => it.Host, StringComparer.Ordinal)
        .Select(it => $"{it.Host} {it.Publication.Target}{(it.Publication.Proxied ? " proxied" : "")} {it.Publication.Policy}");

    static IEnumerable<string> Tunnels(Snapshot snapshot) =>
        snapshot.Resources.Where(it => it.Kind == "cloudflare.tunnel").Select(it => it.Name).Order(StringComparer.Ordinal);

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_fleet_without_Dns_says_so()
    {
        await using var source = await StartAsync(hasDns: false);

        Assert.Empty((await source.UntilReasonAsync("NoDns")).Resources);
    }


    [Proves("INV-17")]
    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_change_is_ours_where_the_ledger_of_Dns_has_it_and_else_somebody_elses()
    {
        await using var source = await StartAsync(hasLedger: true);
        await source.UntilReasonAsync("");
        await ledger.ReadAgainAsync();

        ledger.Add("create", "Applied", expected: null, """{"id":null,"name":"nas.example.org","type":"A","content":"192.0.2.7","proxied":false}""");
        dns.Zone = PlayedDns.Whole(("r1", "photos.example.org", "CNAME", "home.example.org"), ("r2", "home.example.org", "A", "192.0.2.139"), ("r3", "nas.example.org", "A", "192.0.2.7"));
        var made = await source.UntilChangeAsync("cloudflare/example.org/nas.example.org/A/r3", it => it.Action == "appeared", "the record is seen to appear");
        dns.Zone = PlayedDns.Whole(("r1", "photos.example.org", "CNAME", "home.example.org"), ("r2", "home.example.org", "A", "192.0.2.140"), ("r3", "nas.example.org", "A", "192.0.2.7"));
        var moved = await source.UntilChangeAsync("cloudflare/example.org/home.example.org/A/r2", it => it.Action == "changed", "the other is seen to change");
        ledger.Add("delete", "", """{"id":"r1"}""", desired: null);
        dns.Zone = PlayedDns.Whole(("r2", "home.example.org", "A", "192.0.2.140"), ("r3", "nas.example.org", "A", "192.0.2.7"));
        var doubted = await source.UntilChangeAsync("cloudflare/example.org/photos.example.org/CNAME/r1", it => it.Action == "gone", "the third is seen to go");

        Assert.Equal(("us", "HomeLab.Dns"), (made.Actor, made.ActorName));
        Assert.Contains("trace 4bf92f3577b34da6a3ce929d0e0e4736", made.Evidence, StringComparison.Ordinal);
        Assert.Equal(("other", ""), (moved.Actor, moved.ActorName));
        Assert.Equal(("192.0.2.139", "192.0.2.140"), (Assert.Single(moved.Fields).Was, moved.Fields[0].Became));
        Assert.Equal("unknown", doubted.Actor);
    }
}
