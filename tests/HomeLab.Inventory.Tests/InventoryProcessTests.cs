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
            async () => (snapshot = await service.SnapshotAsync()) is { Endpoints.Count: 1 } it && it.Sources.All(s => s.Complete),
            "the service serves the engine's container", TimeSpan.FromSeconds(60));
        lab.Write("www.yaml", "apiVersion: homelab/v1\nkind: DnsRecord\nmetadata: {name: www}\nspec: {name: www.example.org, type: A, content: 192.0.2.1}\n");
        await Eventually.TrueAsync(
            async () => (await service.SnapshotAsync())?.Documents.Any(it => it.Name == "www") == true,
            "a new file is noticed long before the interval", TimeSpan.FromSeconds(20));
        var stranger = await Assert.ThrowsAsync<RpcException>(() => service.SnapshotAsync("nobody.knows"));

        Assert.Equal("photos.example.org", snapshot!.Endpoints[0].Host);
        Assert.Equal(StatusCode.Unauthenticated, stranger.StatusCode);
    }
}
