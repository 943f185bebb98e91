using System.Text.Json.Nodes;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Providers.Webhook;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Simulators;
using HomeLab.Simulators.Faults;
using HomeLab.Testing;
using static HomeLab.Dns.Tests.Conformance.Lab;

namespace HomeLab.Dns.Tests.Conformance;

/// <summary>The suite against a program that speaks external-dns' webhook provider protocol, and what that protocol brings along.</summary>
public sealed class WebhookDnsProviderTests : ProviderConformance, IAsyncLifetime
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    readonly HttpClient http = new(new SocketsHttpHandler());
    SimulatorHost simulator = null!;
    WebhookDnsProvider provider = null!;

    internal override IDnsProvider Provider => provider;

    internal override ZoneName Zone { get; } = ZoneName.Parse("example.org@hook");

    internal override Task<long> WritesAsync() => Task.FromResult((long)simulator.Requests.Entries.Count(request => request.Applied));

    internal override Task PutAsync(DnsRecord record)
    {
        simulator.WebhookRecords.Put(record.Name.ToString(), record.Content.Type, record.Ttl.Seconds, record.Content.ToString());
        return Task.CompletedTask;
    }

    public async Task InitializeAsync()
    {
        simulator = await SimulatorHost.StartAsync();
        provider = new WebhookDnsProvider(
            () => new WebhookApi(http, simulator.Webhook), new WebhookReasons("The webhook provider hook"), TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await simulator.DisposeAsync();
    }

    [Fact]
    [Proves("DNS-15")]
    public async Task A_group_is_one_request_of_whole_sets_with_the_marks_beside_them()
    {
        var zone = await ZoneAsync();
        await PutAsync(Wants("a.example.org", "A", "192.0.2.9", ttl: 300).ToRecord());
        var mark = new OwnerMark(Some.Installation, Guid.CreateVersion7());

        await WriteAsync(zone, new ProviderWrite.Create(Wants("a.example.org", "A", "192.0.2.1", ttl: 300).ToRecord(), mark.ToString()));

        Assert.Equal(["192.0.2.9", "192.0.2.1"], Targets("a.example.org", "A"));
        var text = Assert.Single(Targets($"{mark.Intent:N}._homelab.example.org", "TXT"));
        Assert.Equal($"{mark.ToString().Length} {mark} a.example.org A 192.0.2.1", text);
        Assert.Single(simulator.Requests.Entries, request => request.IsWrite);
    }

    [Fact]
    [Proves("DNS-15")]
    public async Task What_the_provider_alone_understands_goes_along_and_routed_sets_are_not_written()
    {
        var zone = await ZoneAsync();
        simulator.WebhookRecords.Put(Endpoint("a.example.org", "192.0.2.9", "providerSpecific", new JsonArray(new JsonObject { ["name"] = "x/proxied", ["value"] = "true" })));
        simulator.WebhookRecords.Put(Endpoint("b.example.org", "192.0.2.9", "setIdentifier", "eu"));

        var one = await WriteAsync(zone, new ProviderWrite.Create(Wants("a.example.org", "A", "192.0.2.1", ttl: 300).ToRecord(), ""));
        var other = await WriteAsync(zone, new ProviderWrite.Create(Wants("b.example.org", "A", "192.0.2.1", ttl: 300).ToRecord(), ""));

        Assert.IsType<WriteResult.Applied>(one);
        Assert.Equal("x/proxied", (string?)simulator.WebhookRecords.Find("a.example.org", "A")!["providerSpecific"]![0]!["name"]);
        Assert.Equal(ProviderReasons.Refused, Assert.IsType<WriteResult.Rejected>(other).Reason.Code);
    }

    [Fact]
    [Proves("DNS-15")]
    public async Task What_the_provider_would_adjust_is_refused_where_somebody_asked_for_it()
    {
        var zone = await ZoneAsync();
        simulator.WebhookRecords.ShortestTtl = 600;

        var asked = await WriteAsync(zone, new ProviderWrite.Create(Wants("a.example.org", "A", "192.0.2.1", ttl: 300).ToRecord(), ""));
        var free = await WriteAsync(zone, new ProviderWrite.Create(Wants("b.example.org", "A", "192.0.2.1").ToRecord(), ""));

        Assert.Contains("ttl=600", Assert.IsType<WriteResult.Rejected>(asked).Reason.Message, StringComparison.Ordinal);
        Assert.Equal(600, Assert.IsType<WriteResult.Applied>(free).After!.Record.Ttl.Seconds);
    }

    [Theory]
    [InlineData(FaultEffect.LostAnswer, true)]
    [InlineData(FaultEffect.NotApplied, false)]
    [Proves("DNS-15")]
    public async Task A_lost_answer_is_unconfirmed_and_a_read_settles_it(FaultEffect effect, bool isThere)
    {
        var zone = await ZoneAsync();
        var id = Guid.CreateVersion7();
        simulator.Faults.Add(new FaultRule { Effect = effect, Method = "POST", Path = "/records", Times = 1 });
        var record = Wants("a.example.org", "A", "192.0.2.1", ttl: 300).ToRecord();

        var results = await provider.WriteAsync(
            zone,
            [
                Alone(new ProviderWrite.Create(record, new OwnerMark(Some.Installation, id).ToString())),
                Alone(new ProviderWrite.Create(Wants("b.example.org", "A", "192.0.2.1").ToRecord(), "")),
            ],
            Minute, default);
        var read = await provider.GetAsync(zone, id.ToString("N"), default);

        Assert.IsType<WriteResult.Unconfirmed>(results[0][0]);
        Assert.Equal(ProviderReasons.NotSent, Assert.IsType<WriteResult.Rejected>(results[1][0]).Reason.Code);
        Assert.True(read.TryGetValue(out var found, out _));
        Assert.Equal(isThere ? record : null, found?.Record);
        Assert.Single(simulator.Requests.Entries, request => request.IsWrite);
    }

    [Fact]
    [Proves("DNS-15")]
    public async Task A_refusal_is_one_only_where_nothing_was_made()
    {
        var zone = await ZoneAsync();
        simulator.WebhookRecords.Refused.Add("bad.example.org A");
        var mark = new OwnerMark(Some.Installation, Guid.CreateVersion7());
        simulator.WebhookRecords.Refused.Add($"{mark.Intent:N}._homelab.example.org TXT");

        var bad = await WriteAsync(zone, new ProviderWrite.Create(Wants("bad.example.org", "A", "192.0.2.1").ToRecord(), ""));
        var half = await WriteAsync(zone, new ProviderWrite.Create(Wants("a.example.org", "A", "192.0.2.1").ToRecord(), mark.ToString()));

        Assert.Equal(ProviderReasons.Refused, Assert.IsType<WriteResult.Rejected>(bad).Reason.Code);
        Assert.IsType<WriteResult.Unconfirmed>(half);
    }

    [Theory]
    [InlineData("/", FaultEffect.Status)]
    [InlineData("/records", FaultEffect.Status)]
    [InlineData("/records", FaultEffect.TruncatedAnswer)]
    [Proves("DNS-15")]
    public async Task What_cannot_be_read_is_unavailable_and_not_empty(string path, FaultEffect effect)
    {
        await PutAsync(Wants("a.example.org", "A", "192.0.2.1").ToRecord());
        simulator.Faults.Add(new FaultRule { Effect = effect, Method = "GET", Path = path, Status = 500 });

        var observed = await provider.ObserveAsync(Zone, default);

        Assert.False(observed.TryGetValue(out _, out var reason));
        Assert.Equal(ProviderReasons.Unavailable, reason.Code);
    }

    [Fact]
    [Proves("DNS-15")]
    public async Task Nothing_listed_by_who_does_not_say_what_it_serves_is_no_empty_zone()
    {
        simulator.WebhookRecords.Domains = [];

        var observed = await provider.ObserveAsync(Zone, default);

        Assert.False(observed.TryGetValue(out _, out var reason));
        Assert.Equal(ProviderReasons.ZoneNotFound, reason.Code);
    }

    [Fact]
    [Proves("DNS-15")]
    public async Task Another_program_at_the_address_is_no_provider()
    {
        var other = new WebhookDnsProvider(
            () => new WebhookApi(http, new Uri(simulator.BaseAddress, "/addresses/demo/page")), new WebhookReasons("The webhook provider hook"), Minute, TimeProvider.System);

        var observed = await other.ObserveAsync(Zone, default);

        Assert.False(observed.TryGetValue(out _, out var reason));
        Assert.Equal(ProviderReasons.Unavailable, reason.Code);
    }

    async Task<WriteResult> WriteAsync(ZoneReference zone, ProviderWrite write) => (await provider.WriteAsync(zone, [Alone(write)], Minute, default))[0][0];

    string[] Targets(string name, string type) => [.. simulator.WebhookRecords.Find(name, type)!["targets"]!.AsArray().Select(it => (string)it!)];

    static JsonObject Endpoint(string name, string target, string member, JsonNode value) => new()
    {
        ["dnsName"] = name, ["recordType"] = "A", ["recordTTL"] = 300, ["targets"] = new JsonArray(target), [member] = value,
    };
}
