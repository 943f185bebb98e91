using System.Security.Cryptography;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Tests.Docker;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Npgsql;

namespace HomeLab.Inventory.Tests.Notifications;

/// <summary>The service as a process, an engine whose containers stop, and a receiver that hears of it.</summary>
public sealed class HeldNotifierTests(DatabaseFixture database, VirtualHostFixture broker) : IClassFixture<DatabaseFixture>, IClassFixture<VirtualHostFixture>
{
    static readonly string Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    readonly List<string> expected = [];

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    [Proves("STACK-33")]
    public async Task Of_what_a_deployment_holds_people_hear_after_it_and_only_where_it_is_otherwise_than_they_know()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var engine = await FakeEngine.StartAsync();
        using var lab = new TemporaryDirectory();
        lab.Write("lab.yaml", $$"""
            apiVersion: homelab/v1
            kind: Lab
            metadata: {name: home}
            spec:
              docker: [{name: host, endpoint: "{{engine.Endpoint}}"}]
              notifications: [{name: hook, kind: webhook, url: "{{receiver.Url}}/hook", token: {env: HOOK_KEY}, events: [healthChanged]}]
            """);
        Run(engine, "web");
        Run(engine, "other");
        var ended = await StartAsync(lab);
        await ToldAsync(receiver, "other healthy, was absent", "web healthy, was absent");

        // What is outside is told at once; what is held is seen, and not told.
        await PlaceAsync(ended, TimeSpan.FromHours(1));
        engine.Stop("web");
        engine.Stop("other");
        await ToldAsync(receiver, "other unhealthy, was healthy");
        await IsAsync("unhealthy");

        // The next process knows what was kept back.
        await ended.DisposeAsync();
        await using var service = await StartAsync(lab);
        Run(engine, "web");
        await IsAsync("healthy");
        await ReleaseAsync(service);
        await SettledAsync();
        Run(engine, "other");
        await ToldAsync(receiver, "other healthy, was unhealthy");

        // A hold that nobody releases ends by itself.
        await PlaceAsync(service, TimeSpan.FromSeconds(8));
        engine.Stop("web");
        await IsAsync("unhealthy");
        await ToldAsync(receiver, "web unhealthy, was healthy");
    }

    static void Run(FakeEngine engine, string project) =>
        engine.Run(project, $"{project}-app-1", new() { ["com.docker.compose.project"] = project, ["com.docker.compose.service"] = "app" });

    async Task<InventoryProcess> StartAsync(TemporaryDirectory lab)
    {
        var service = InventoryProcess.Start(
            database.ConnectionString, broker.ConnectionString, lab.Path, ("HOOK_KEY", $"whsec_{Key}"), ("Notifications__GatherFor", "00:00:00.100"), ("Notifications__PollInterval", "00:00:00.100"),
            ("Inventory__Probes", "false"), ("Inventory__ProbeInterval", "00:00:01"), ("Inventory__EvaluationInterval", "00:00:00.500"), ("Inventory__EvaluationDebounce", "00:00:00.100"),
            ("Inventory__LeaseDuration", "00:00:02"));
        await Eventually.TrueAsync(async () => await service.SnapshotAsync() is not null, "the service answers");
        return service;
    }

    static async Task PlaceAsync(InventoryProcess service, TimeSpan lasts) => await service.Client.PlaceHoldAsync(
        new PlaceHoldRequest { Scope = "docker/host/web", Reason = "It is being changed.", Until = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow() + lasts) },
        InventoryProcess.As("ada"));

    static async Task ReleaseAsync(InventoryProcess service) => await service.Client.ReleaseHoldAsync(
        new ReleaseHoldRequest { Id = Assert.Single((await service.SnapshotAsync())!.Holds).Id }, InventoryProcess.As("ada"));

    Task IsAsync(string health) => UntilAsync($"SELECT count(*) = 1 FROM system WHERE address = 'docker/host/web/app' AND health = '{health}'", $"web is {health}");

    Task SettledAsync() => UntilAsync("SELECT count(*) = 0 FROM system WHERE details->>'keptBack' IS NOT NULL", "nothing is kept back any more");

    async Task UntilAsync(string sql, string what)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await Eventually.TrueAsync(async () => (bool)(await command.ExecuteScalarAsync())!, what);
    }

    /// <summary>Exactly this, beside what was expected before.</summary>
    async Task ToldAsync(Receiver receiver, params string[] told)
    {
        expected.AddRange(told);
        await Eventually.PassesAsync(() =>
        {
            var heard = receiver.Taken.SelectMany(it => JsonDocument.Parse(it.Body).RootElement.GetProperty("events").EnumerateArray())
                .Select(it => $"{it.GetProperty("subject").GetString()!.Split('/')[2]} {it.GetProperty("text").GetString()!.Split(':')[0]["It is ".Length..]}");
            Assert.Equal(expected.Order(StringComparer.Ordinal), heard.Order(StringComparer.Ordinal));
            return Task.CompletedTask;
        });
    }
}
