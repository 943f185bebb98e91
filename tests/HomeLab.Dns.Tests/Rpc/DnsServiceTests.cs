using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using HomeLab.Contracts.Grpc.Dns;
using HomeLab.Contracts.Inventory;
using HomeLab.Dns.Tests.Reconciling;
using HomeLab.ServiceDefaults;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Telemetry;
using HomeLab.Simulators;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using DnsClient = HomeLab.Contracts.Grpc.Dns.Dns.DnsClient;
using DrainingClient = HomeLab.Contracts.Grpc.Dns.Draining.DrainingClient;
using Readiness = HomeLab.Contracts.Grpc.Inventory.Readiness;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace HomeLab.Dns.Tests.Rpc;

/// <summary>The service as it is started: with broker, database, a gRPC Inventory and its own gRPC side.</summary>
public sealed class DnsServiceTests : IAsyncLifetime
{
    const string Secret = "0123456789abcdef";
    readonly FakeInventory inventory = new();
    TestDatabase database = null!;
    SimulatorHost simulator = null!;
    WebApplication inventoryApp = null!;
    WebApplication app = null!;

    public async Task InitializeAsync()
    {
        if (Machine.WhyMissing(Requirement.PostgreSql, Requirement.RabbitMq) is not null)
        {
            return;
        }
        database = await TestDatabase.CreateAsync();
        simulator = await SimulatorHost.StartAsync(("Simulators:Cloudflare:DnsPort", "0"));
        (inventoryApp, var address) = await FakeInventoryService.StartAsync(inventory);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(DnsOptions).Assembly.GetName().Name });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:dns-db"] = database.ConnectionString,
            ["ConnectionStrings:messaging"] = await TestBroker.CreateVirtualHostAsync(),
            ["services:inventory:grpc:0"] = address,
            ["Rpc:Callers:operator:Secret"] = Secret,
            ["Rpc:Callers:ada:Secret"] = Secret,
            ["Rpc:Callers:ada:Role"] = "Operator",
            ["Rpc:Token"] = "dns.0123456789abcdef",
            ["Dns:CloudflareUrl"] = simulator.Cloudflare.ToString(),
            ["Dns:Resolver"] = simulator.NameServers.Address!.ToString(),
            ["Dns:NameServerPort"] = simulator.NameServers.Address.Port.ToString(CultureInfo.InvariantCulture),
            ["DNS_TEST_TOKEN"] = "demo-lab-token-for-the-simulator-0000000",
            ["Messaging:StartWithin"] = "00:01:00",
        });
        builder.AddServiceDefaults("dns");
        builder.AddDns();
        app = builder.Build();
        app.MapServiceDefaults();
        app.MapDns();
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (app is null)
        {
            return;
        }
        await app.StopAsync();
        await app.DisposeAsync();
        await inventoryApp.DisposeAsync();
        await simulator.DisposeAsync();
        await database.DisposeAsync();
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    [Proves("DNS-36")]
    public async Task A_hint_becomes_a_record_in_one_trace_and_is_told_over_gRPC()
    {
        await Eventually.PassesAsync(async () => Assert.Equal("Converged", (await ZoneAsync()).Outcome));
        inventory.Publish("photos");
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener { ShouldListenTo = source => source.Name == HomeLabTelemetry.Name, ActivityStopped = spans.Enqueue };
        ActivitySource.AddActivityListener(listener);

        var trace = await PublishAsync(new ResourceChanged
        {
            Address = "docker/host/photos", Source = "docker/host", Epoch = Some.Epoch, Revision = 2,
        });

        await Eventually.PassesAsync(async () => Assert.Equal("Applied", (await ZoneAsync()).Outcome));
        var zone = await ZoneAsync();
        var record = Assert.Single(zone.Records, record => record.Name == "photos.example.org");
        Assert.Equal(("CNAME", "home.example.net", true, "docker/host/photos#r/photos.example.org"), (record.Type, record.Content, record.IsOwned, record.WantedBy));
        Assert.Contains(zone.Records, other => other is { Name: "router.example.org", IsOwned: false, Answer: null });
        await Eventually.PassesAsync(async () => Assert.Equal(
            "verified", (await ZoneAsync()).Records.Single(it => it.Name == "photos.example.org").Answer?.State));
        var write = Assert.Single(simulator.Requests.Entries, request => request.IsWrite);
        Assert.Contains(trace, write.Traceparent, StringComparison.Ordinal);
        var span = Assert.Single(spans, span => span.GetTagItem("dns.record.name") is "photos.example.org");
        Assert.Equal((trace, "dns create photos.example.org"), (span.TraceId.ToString(), span.OperationName));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task A_zone_that_is_not_the_labs_is_not_found_and_the_labs_are_named()
    {
        await Eventually.PassesAsync(async () => Assert.Equal("example.org", Assert.Single((await Client().Client.ListZonesAsync(new ListZonesRequest(), Client().Token)).Zones).Name));

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await ZoneAsync("other.example"));

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
        Assert.Contains("example.org", failure.Status.Detail, StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task Tunnels_of_a_zones_account_are_told_over_gRPC()
    {
        await Eventually.PassesAsync(async () => Assert.Equal("Converged", (await ZoneAsync()).Outcome));
        var (client, token) = Client();

        var answer = await client.ListTunnelsAsync(new ListTunnelsRequest { Zone = "example.org" }, token);

        Assert.Equal((true, "cloudflare/example.org/tunnels", 32), (answer.Provider.Complete, answer.Provider.Name, answer.Provider.Identity.Length));
        Assert.Empty(answer.Tunnels);
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    [Proves("DNS-38")]
    public async Task Records_zones_sources_and_the_budget_are_measured_and_the_budget_is_told_over_gRPC()
    {
        inventory.Publish("photos");
        await PublishAsync(new ResourceChanged { Address = "docker/host/photos", Source = "docker/host", Epoch = Some.Epoch, Revision = 2 });

        await Eventually.PassesAsync(
            async () =>
            {
                var measured = await ScrapeAsync();
                Assert.Contains("homelab_dns_records{otel_scope_name=\"HomeLab\",state=\"owned\",type=\"CNAME\",zone=\"example.org\"} 1\n", measured, StringComparison.Ordinal);
                Assert.Contains("homelab_dns_records{otel_scope_name=\"HomeLab\",state=\"foreign\",", measured, StringComparison.Ordinal);
                Assert.Contains("homelab_dns_zone_success_age_seconds{otel_scope_name=\"HomeLab\",provider=\"cloudflare\",zone=\"example.org\"}", measured, StringComparison.Ordinal);
                Assert.Contains("homelab_dns_zone_read_age_seconds{otel_scope_name=\"HomeLab\",provider=\"cloudflare\",zone=\"example.org\"}", measured, StringComparison.Ordinal);
                Assert.Contains("homelab_dns_plan_changes{otel_scope_name=\"HomeLab\",state=\"planned\",zone=\"example.org\"}", measured, StringComparison.Ordinal);
                Assert.Contains("homelab_dns_source_age_seconds{complete=\"true\",otel_scope_name=\"HomeLab\",source=\"docker/host\"}", measured, StringComparison.Ordinal);
                Assert.Contains("homelab_dns_budget_left{account=\"cloudflare\",otel_scope_name=\"HomeLab\",priority=\"urgent\"}", measured, StringComparison.Ordinal);
            });
        var (client, token) = Client();
        var budget = Assert.Single((await client.ListBudgetsAsync(new ListBudgetsRequest(), token)).Budgets);
        Assert.Equal(("cloudflare", 1200), (budget.Account, budget.Quota));
        Assert.Equal(["urgent", "normal", "bulk", "read"], budget.Shares.Select(share => share.Priority));
        Assert.InRange(budget.Used, 1, 1200);
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task A_stop_is_announced_by_operators_for_a_day_at_most_and_the_record_followed_until_no_server_answers_it()
    {
        const string Thing = "docker/host/photos";
        inventory.Publish("photos");
        inventory.Change(snapshot => snapshot.Readiness.Add(
            new Readiness { Address = $"{Thing}#r/photos.example.org", Thing = "system/docker/host/immich", Health = "healthy", Withdraw = true }));
        await PublishAsync(new ResourceChanged { Address = Thing, Source = "docker/host", Epoch = Some.Epoch, Revision = 2 });
        await Eventually.PassesAsync(async () => Assert.Equal(
            "verified", (await ZoneAsync()).Records.FirstOrDefault(it => it.Name == "photos.example.org")?.Answer?.State));
        var client = new DrainingClient(GrpcChannel.ForAddress(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Last()));
        var (viewer, ada) = (Client().Token, new Metadata { { "authorization", $"Bearer ada.{Secret}" } });
        var now = TimeProvider.System.GetUtcNow();
        DrainRequest For(TimeSpan lasts) => new() { Thing = Thing, Reason = "The disk is changed.", Until = Timestamp.FromDateTimeOffset(now + lasts) };

        var byViewer = await Assert.ThrowsAsync<RpcException>(async () => await client.DrainAsync(For(TimeSpan.FromHours(1)), viewer));
        var forLong = await Assert.ThrowsAsync<RpcException>(async () => await client.DrainAsync(For(TimeSpan.FromHours(25)), ada));
        var announced = await client.DrainAsync(For(TimeSpan.FromHours(1)), ada);

        Assert.Equal((StatusCode.PermissionDenied, StatusCode.InvalidArgument), (byViewer.StatusCode, forLong.StatusCode));
        Assert.Equal(("ada", "photos.example.org", "there"), (announced.By, Assert.Single(announced.Records).Name, announced.Records[0].State));
        await Eventually.PassesAsync(async () => Assert.Equal(
            "cached", Assert.Single(Assert.Single((await client.ListDrainsAsync(new ListDrainsRequest { Thing = Thing }, viewer)).Drains).Records).State));
        Assert.DoesNotContain((await ZoneAsync()).Records, it => it is { Name: "photos.example.org", IsOwned: true });
        await client.EndDrainAsync(new EndDrainRequest { Thing = Thing }, ada);
        await Eventually.PassesAsync(async () => Assert.Contains((await ZoneAsync()).Records, it => it is { Name: "photos.example.org", IsOwned: true }));
    }

    /// <summary>What the port of health answers Prometheus.</summary>
    async Task<string> ScrapeAsync()
    {
        using var scraper = new HttpClient(new SocketsHttpHandler());
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return await scraper.GetStringAsync(new Uri(new Uri(address), "/metrics"));
    }

    async Task<Zone> ZoneAsync(string name = "example.org")
    {
        var (client, token) = Client();
        try
        {
            return await client.GetZoneAsync(new GetZoneRequest { Name = name }, token);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound && name == "example.org")
        {
            // Inventory has not been asked yet.
            return new Zone();
        }
    }

    (DnsClient Client, Metadata Token) Client()
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Last();
        return (new DnsClient(GrpcChannel.ForAddress(address)), new Metadata { { "authorization", $"Bearer operator.{Secret}" } });
    }

    async Task<string> PublishAsync(object message)
    {
        using var span = HomeLabTelemetry.Source.StartActivity("test");
        await using var connection = await app.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await app.Services.GetRequiredService<Outbox>().AddAsync(message, transaction, default);
        await transaction.CommitAsync();
        return span!.TraceId.ToString();
    }
}
