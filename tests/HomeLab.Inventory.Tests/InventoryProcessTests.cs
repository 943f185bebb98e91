using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Tests.Docker;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;

namespace HomeLab.Inventory.Tests;

public sealed class InventoryProcessTests(DatabaseFixture database, VirtualHostFixture broker)
    : IClassFixture<DatabaseFixture>, IClassFixture<VirtualHostFixture>
{
    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task Serves_what_the_lab_asks_for_and_what_an_engine_shows()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.Run("a", "photos", new() { ["traefik.http.routers.web.rule"] = "Host(`photos.example.org`)" });
        using var lab = new TemporaryDirectory();
        lab.Write("lab.yaml", $$$"""
            apiVersion: homelab/v1
            kind: Lab
            metadata: {name: test}
            spec:
              docker: [{name: host, endpoint: "{{{engine.Endpoint}}}", publish: {target: home.example.org}}]
              cloudflare: {token: {env: CLOUDFLARE_TOKEN}, zones: [example.org]}
            """);
        await using var service = InventoryProcess.Start(database.ConnectionString, broker.ConnectionString, lab.Path);

        Snapshot? snapshot = null;
        await Eventually.TrueAsync(
            async () => (snapshot = await service.SnapshotAsync()) is { Endpoints.Count: 1 } it && it.Sources.All(s => s.Complete || s.Name.StartsWith("cloudflare/example.org", StringComparison.Ordinal)),
            "the service serves the engine's container", TimeSpan.FromSeconds(60));
        lab.Write("www.yaml", "apiVersion: homelab/v1\nkind: DnsRecord\nmetadata: {name: www}\nspec: {name: www.example.org, type: A, content: 192.0.2.1}\n");
        await Eventually.TrueAsync(
            async () => (await service.SnapshotAsync())?.Documents.Any(it => it.Name == "www") == true,
            "a new file is noticed long before the interval", TimeSpan.FromSeconds(20));
        var stranger = await Assert.ThrowsAsync<RpcException>(() => service.SnapshotAsync("nobody.knows"));

        Assert.Equal("photos.example.org", snapshot!.Endpoints[0].Host);
        Assert.Equal(StatusCode.Unauthenticated, stranger.StatusCode);
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task A_hold_is_placed_and_released_by_operators_and_served_to_all()
    {
        using var lab = new TemporaryDirectory();
        lab.Write("lab.yaml", "apiVersion: homelab/v1\nkind: Lab\nmetadata: {name: test}\nspec: {}\n");
        await using var service = InventoryProcess.Start(database.ConnectionString, broker.ConnectionString, lab.Path);
        await Eventually.TrueAsync(async () => await service.SnapshotAsync() is not null, "the service answers", TimeSpan.FromSeconds(60));
        var now = TimeProvider.System.GetUtcNow();
        PlaceHoldRequest Request(TimeSpan lasts, string reason = "It is being moved.") =>
            new() { Scope = "zone/example.org", Reason = reason, Until = Timestamp.FromDateTimeOffset(now + lasts) };

        var placed = await service.Client.PlaceHoldAsync(Request(TimeSpan.FromHours(1)), InventoryProcess.As("ada"));

        Assert.Equal(("zone/example.org", "It is being moved.", "ada"), (placed.Scope, placed.Reason, placed.PlacedBy));
        Assert.Equal(placed.Id, Assert.Single((await service.SnapshotAsync())!.Holds).Id);
        Assert.Equal(placed.Id, Assert.Single((await service.Client.ListHoldsAsync(new ListHoldsRequest(), InventoryProcess.As("test"))).Holds).Id);
        await FailsAsync(StatusCode.PermissionDenied, service.Client.PlaceHoldAsync(Request(TimeSpan.FromHours(1)), InventoryProcess.As("test")));
        await FailsAsync(StatusCode.PermissionDenied, service.Client.ReleaseHoldAsync(new() { Id = placed.Id }, InventoryProcess.As("test")));
        await FailsAsync(StatusCode.InvalidArgument, service.Client.PlaceHoldAsync(Request(TimeSpan.FromHours(25)), InventoryProcess.As("ada")));
        await FailsAsync(StatusCode.InvalidArgument, service.Client.PlaceHoldAsync(Request(-TimeSpan.FromHours(1)), InventoryProcess.As("ada")));
        await FailsAsync(StatusCode.InvalidArgument, service.Client.PlaceHoldAsync(Request(TimeSpan.FromHours(1), reason: ""), InventoryProcess.As("ada")));
        await service.Client.ReleaseHoldAsync(new() { Id = placed.Id }, InventoryProcess.As("ada"));
        Assert.Empty((await service.SnapshotAsync())!.Holds);
        await FailsAsync(StatusCode.NotFound, service.Client.ReleaseHoldAsync(new() { Id = placed.Id }, InventoryProcess.As("ada")));
    }

    static async Task FailsAsync<T>(StatusCode status, AsyncUnaryCall<T> call) =>
        Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
}
