using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Providers.Rfc2136;
using HomeLab.Dns.Records;
using HomeLab.Dns.Tests.Sources;
using HomeLab.DnsWire;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using static HomeLab.Dns.Tests.Conformance.Lab;

namespace HomeLab.Dns.Tests.Conformance;

/// <summary>What a server that takes dynamic updates has to do besides. Somebody else is <c>nsupdate</c>.</summary>
public abstract class NameServerConformance(NameServerSoftware software) : ProviderConformance, IAsyncLifetime
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    TestNameServer server = null!;
    Rfc2136DnsProvider provider = null!;

    internal override IDnsProvider Provider => provider;

    internal override ZoneName Zone { get; } = ZoneName.Parse("example.org@test");

    public async Task InitializeAsync()
    {
        server = await TestNameServer.StartAsync(software);
        provider = Open(TestNameServer.Key, server.Secret);
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    internal override async Task<long> WritesAsync() =>
        long.Parse((await server.DigAsync("+short", "example.org", "SOA"))[0].Split(' ')[2], CultureInfo.InvariantCulture);

    internal override Task PutAsync(DnsRecord record) => server.UpdateAsync(
        $"update add {record.Name}. {record.Ttl.Seconds} {record.Content.Type} {(record.Content is RecordContent.Txt ? $"\"{record.Content}\"" : record.Content)}{(record.Content is RecordContent.Cname ? "." : "")}");

    [SuiteFact]
    public async Task A_change_of_somebody_else_since_the_read_is_not_overwritten()
    {
        var zone = await ZoneAsync();
        var record = Wants("a.example.org", "A", "192.0.2.1").ToRecord();
        var made = Assert.IsType<WriteResult.Applied>(await WriteAsync(zone, new ProviderWrite.Create(record, "")));
        await provider.GetAsync(zone, made.Id, default);
        await server.UpdateAsync("update add a.example.org. 300 A 192.0.2.7");

        var update = await WriteAsync(zone, new ProviderWrite.Update(made.Id, record, Wants("a.example.org", "A", "192.0.2.2").ToRecord()));

        Assert.Equal(ProviderReasons.Gone, Assert.IsType<WriteResult.Rejected>(update).Reason.Code);
        Assert.Equal(["192.0.2.1", "192.0.2.7"], (await server.DigAsync("+short", "a.example.org", "A")).Order());
    }

    [SuiteFact]
    public async Task What_somebody_else_made_since_the_read_is_not_joined()
    {
        var zone = await ZoneAsync();
        await server.UpdateAsync("update add a.example.org. 300 A 192.0.2.7", "update add b.example.org. 300 CNAME home.example.net.");
        var one = Wants("a.example.org", "A", "192.0.2.1").ToRecord();
        var two = Wants("b.example.org", "A", "192.0.2.1").ToRecord();
        var three = Wants("c.example.org", "A", "192.0.2.1").ToRecord();

        var results = await provider.WriteAsync(
            zone, [Alone(new ProviderWrite.Create(one, "")), Alone(new ProviderWrite.Create(two, "")), Alone(new ProviderWrite.Create(three, ""))],
            Minute, default);

        Assert.Equal(ProviderReasons.AlreadyExists, Assert.IsType<WriteResult.Rejected>(results[0][0]).Reason.Code);
        Assert.Equal(ProviderReasons.AlreadyExists, Assert.IsType<WriteResult.Rejected>(results[1][0]).Reason.Code);
        Assert.IsType<WriteResult.Applied>(results[2][0]);
        Assert.Equal(["192.0.2.7"], await server.DigAsync("+short", "a.example.org", "A"));
    }

    [SuiteFact]
    public async Task A_mark_stands_beside_the_record_and_goes_with_it()
    {
        var mark = new OwnerMark(Some.Installation, Guid.CreateVersion7());
        var zone = await ZoneAsync();
        var record = Wants("a.example.org", "A", "192.0.2.1").ToRecord();

        var made = Assert.IsType<WriteResult.Applied>(await WriteAsync(zone, new ProviderWrite.Create(record, mark.ToString())));
        var written = await server.DigAsync("+short", $"{mark.Intent:N}._homelab.example.org", "TXT");
        await WriteAsync(zone, new ProviderWrite.Delete(made.Id));

        Assert.Equal(mark.Intent.ToString("N"), made.Id);
        Assert.Equal([$"\"{mark}\" \"a.example.org A 192.0.2.1\""], written);
        Assert.Empty(await server.DigAsync("+short", $"{mark.Intent:N}._homelab.example.org", "TXT"));
    }

    [SuiteFact]
    public async Task A_record_that_somebody_changed_by_hand_is_theirs()
    {
        var lab = NewLab();
        var wanted = Wants("a.example.org", "A", "192.0.2.1");
        await lab.ApplyAsync(await lab.PlanAsync(wanted));
        await server.UpdateAsync("update delete a.example.org. A", "update add a.example.org. 300 A 192.0.2.7");

        var plan = await lab.PlanAsync(wanted);
        var without = await lab.PlanAsync();

        Assert.Empty(plan.Changes);
        Assert.Equal("ForeignRecord", Assert.Single(plan.Withheld).Reason.Code);
        Assert.Empty(without.Changes);
    }

    [SuiteFact]
    public async Task One_ttl_is_changed_for_all_records_of_a_name_and_type() => await StepsAsync(
        [Wants("a.example.org", "A", "192.0.2.1", ttl: 300), Wants("a.example.org", "A", "192.0.2.2", ttl: 300)],
        [Wants("a.example.org", "A", "192.0.2.1", ttl: 120), Wants("a.example.org", "A", "192.0.2.2", ttl: 600)],
        [Wants("a.example.org", "A", "192.0.2.1", ttl: 120), Wants("a.example.org", "A", "192.0.2.3")]);

    [SuiteFact]
    public async Task A_key_that_the_server_does_not_take_is_no_empty_zone()
    {
        var other = Convert.ToBase64String(new byte[32]);

        foreach (var (refused, what) in new[] { (Open("nobody", server.Secret), "does not know the key nobody"), (Open(TestNameServer.Key, other), "another secret") })
        {
            var observed = await refused.ObserveAsync(Zone, default);

            Assert.False(observed.TryGetValue(out _, out var reason));
            Assert.Equal(ProviderReasons.TokenRefused, reason.Code);
            Assert.Contains(what, reason.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(server.Secret, reason.Message, StringComparison.Ordinal);
        }
    }

    [SuiteFact]
    public async Task A_key_that_may_only_read_writes_nothing_and_says_so()
    {
        provider = Open(TestNameServer.ReadingKey, server.Secret);
        var before = await WritesAsync();

        var result = await WriteAsync(await ZoneAsync(), new ProviderWrite.Create(Wants("a.example.org", "A", "192.0.2.1").ToRecord(), ""));

        Assert.Equal(ProviderReasons.TokenRefused, Assert.IsType<WriteResult.Rejected>(result).Reason.Code);
        Assert.Equal(before, await WritesAsync());
    }

    [SuiteFact]
    public async Task A_server_that_is_away_is_unavailable_and_is_asked_again()
    {
        var lab = NewLab();
        var wanted = Wants("a.example.org", "A", "192.0.2.1");
        await lab.ApplyAsync(await lab.PlanAsync(wanted));
        var zone = await ZoneAsync();
        await server.StopAsync();

        var observed = await provider.ObserveAsync(Zone, default);
        var result = await WriteAsync(zone, new ProviderWrite.Create(wanted.ToRecord(), ""));
        await server.StartAsync();

        Assert.False(observed.TryGetValue(out _, out var reason));
        Assert.Equal(ProviderReasons.Unavailable, reason.Code);
        Assert.Equal(ProviderReasons.Unavailable, Assert.IsType<WriteResult.Rejected>(result).Reason.Code);
        Assert.Equal("nothing to do\n", (await lab.PlanAsync(wanted)).ToString());
    }

    [SuiteFact]
    public async Task The_zone_s_own_records_are_never_touched()
    {
        var zone = await ZoneAsync();
        var servers = Assert.Single(await RecordsAsync(zone, "example.org"));

        var result = await WriteAsync(zone, new ProviderWrite.Delete(servers.Id));
        var lab = NewLab();
        var plan = await lab.PlanAsync(Wants("example.org", "CNAME", "home.example.net"));

        Assert.Equal(("NS", true), (servers.Record.Content.Type, servers.IsLocked));
        Assert.IsType<WriteResult.Rejected>(result);
        Assert.Equal("LockedRecord", Assert.Single(plan.Withheld).Reason.Code);
        Assert.Equal(["ns1.example.org."], await server.DigAsync("+short", "example.org", "NS"));
    }

    [SuiteFact]
    public void Whatever_is_asked_for_reads_back_as_the_same() => Prop.ForAll(FuzzedEndpoints.Any.ListOf(25).ToArbitrary(), endpoints =>
        RoundTrip.HoldsAsync(provider, Zone, endpoints, MayRefuse).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(8));

    /// <summary>As it comes, BIND has rules of its own.</summary>
    bool MayRefuse(RecordChange change, WriteResult result) =>
        software == NameServerSoftware.Bind && change is RecordChange.Create create && BindRules.MayRefuse(create.After, Zone.Apex)
        && result is WriteResult.Rejected { Reason.Code: ProviderReasons.Refused };

    async Task<WriteResult> WriteAsync(ZoneReference zone, ProviderWrite write) => (await provider.WriteAsync(zone, [Alone(write)], Minute, default))[0][0];

    Rfc2136DnsProvider Open(string key, string secret)
    {
        var timeout = TimeSpan.FromSeconds(30);
        return new Rfc2136DnsProvider(
            _ => ValueTask.FromResult(new DnsServer("127.0.0.1", server.Port, new TsigKey(key, "hmac-sha256", secret), timeout, TimeProvider.System)),
            new Rfc2136Reasons("The DNS server test", key), timeout, TimeProvider.System);
    }
}
