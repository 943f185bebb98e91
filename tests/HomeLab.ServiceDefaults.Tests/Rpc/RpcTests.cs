using Grpc.Core;
using Grpc.Net.Client;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Rpc;
using HomeLab.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.ServiceDefaults.Tests.Rpc;

public sealed class RpcTests : IAsyncLifetime
{
    const string Secret = "0123456789abcdef";
    TestService server = null!;

    public async Task InitializeAsync()
    {
        var builder = TestService.Create("inventory", database: null, broker: null, settings: new Dictionary<string, string?>
        {
            ["Rpc:Callers:dns:Secret"] = Secret,
            ["Rpc:Callers:dns:Role"] = "Viewer",
            ["Rpc:Callers:cli:Secret"] = "fedcba9876543210",
            ["Rpc:Callers:cli:Role"] = "Operator",
            ["Rpc:MaximumDeadline"] = "00:00:02",
        });
        builder.Services.AddSingleton<SlowInventory.Seen>();
        server = await TestService.StartAsync(builder, app => app.MapRpc<SlowInventory>(Role.Viewer));
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_client_finds_the_service_presents_its_token_and_sets_a_deadline()
    {
        var client = await ClientAsync($"dns.{Secret}");

        var snapshot = await client.Client.GetSnapshotAsync(new GetSnapshotRequest { Epoch = "who" });

        Assert.Equal("dns Viewer", snapshot.Epoch);
        Assert.InRange(server.Services.GetRequiredService<SlowInventory.Seen>().Left, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await client.Service.DisposeAsync();
    }

    [Theory]
    [InlineData("dns.0123456789abcdeX")]
    [InlineData("dns.")]
    [InlineData("nobody.0123456789abcdef")]
    [InlineData("0123456789abcdef")]
    [InlineData("cli.0123456789abcdef")]
    public async Task A_token_that_is_not_known_is_refused(string token)
    {
        var failure = await CallAsync(new Metadata { { "authorization", $"Bearer {token}" } });

        Assert.Equal(StatusCode.Unauthenticated, failure.StatusCode);
        Assert.DoesNotContain("0123456789", failure.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_without_a_token_is_told_how_to_send_one()
    {
        var failure = await CallAsync([]);

        Assert.Equal(StatusCode.Unauthenticated, failure.StatusCode);
        Assert.Contains("caller.secret", failure.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_does_not_suffice_is_refused_by_name()
    {
        var failure = await CallAsync(new Metadata { { "authorization", $"Bearer dns.{Secret}" } }, "operator");

        Assert.Equal(StatusCode.PermissionDenied, failure.StatusCode);
        Assert.Contains("dns is Viewer", failure.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_without_a_deadline_ends_at_the_longest_one()
    {
        var failure = await CallAsync(new Metadata { { "authorization", $"Bearer dns.{Secret}" } }, "never");

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
    }

    [Fact]
    public async Task Health_needs_no_token()
    {
        using var channel = GrpcChannel.ForAddress(server.Addresses[1]);
        var client = new Health.Wire.Health.HealthClient(channel);

        var status = await client.CheckAsync(new Health.Wire.HealthCheckRequest());
        using var watch = client.Watch(new Health.Wire.HealthCheckRequest());

        Assert.Equal(Health.Wire.HealthCheckResponse.Types.ServingStatus.Serving, status.Status);
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(Health.Wire.HealthCheckResponse.Types.ServingStatus.Serving, watch.ResponseStream.Current.Status);
    }

    [Theory]
    [InlineData("", "1000m")]
    [InlineData("500m", "500m")]
    [InlineData("1S", "1S")]
    [InlineData("2S", "1000m")]
    [InlineData("99999999H", "1000m")]
    [InlineData("999999999n", "1000m")]
    [InlineData("-5S", "1000m")]
    [InlineData("S", "1000m")]
    [InlineData("1x", "1000m")]
    public void A_deadline_is_bounded(string asked, string given) =>
        Assert.Equal(given, GrpcTimeout.Bounded(asked, TimeSpan.FromSeconds(1)));

    async Task<(Inventory.InventoryClient Client, TestService Service)> ClientAsync(string token)
    {
        var builder = TestService.Create("dns", database: null, broker: null, settings: new Dictionary<string, string?>
        {
            ["services:inventory:grpc:0"] = server.Addresses[1].ToString(),
            ["Rpc:Token"] = token,
        });
        builder.AddRpcClient<Inventory.InventoryClient>("inventory");
        var service = await TestService.StartAsync(builder);
        return (service.Services.GetRequiredService<Inventory.InventoryClient>(), service);
    }

    async Task<RpcException> CallAsync(Metadata headers, string epoch = "who")
    {
        using var channel = GrpcChannel.ForAddress(server.Addresses[1]);
        var client = new Inventory.InventoryClient(channel);
        return await Assert.ThrowsAsync<RpcException>(
            async () => await client.GetSnapshotAsync(new GetSnapshotRequest { Epoch = epoch }, headers));
    }
}
