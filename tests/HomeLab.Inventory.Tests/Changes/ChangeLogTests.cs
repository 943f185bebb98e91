using Dapper;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Changes;
using HomeLab.Inventory.Resources;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.Logging.Abstractions;

namespace HomeLab.Inventory.Tests.Changes;

public class ChangeLogTests
{
    const string Source = "docker/host";

    static ObservedResource Container(string name, string uid = "a", string state = "running", string image = "example/app:1") => new(
        $"docker/host/{name}", uid, "docker.container", name, state, image, new Dictionary<string, string>());

    static async Task RecordAsync(InventoryDatabase database, params ObservedResource[] seen) =>
        await database.Observations.RecordAsync(await database.LeaseAsync(Source), new Look("test", "read", "", seen, null, "NotListed"), CancellationToken.None);

    static async Task<IReadOnlyList<ObjectChange>> ChangesAsync(InventoryDatabase database, string thing = "") =>
        (await database.ChangesAsync(new ListChangesRequest { Object = thing })).Changes;

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("INV-17")]
    public async Task Every_change_after_the_first_look_is_kept_whoever_made_it()
    {
        await using var database = await InventoryDatabase.CreateAsync();

        await RecordAsync(database, Container("a"));
        await RecordAsync(database, Container("a"), Container("b"));
        await RecordAsync(database, Container("a", image: "example/app:2", state: "exited"), Container("b"));
        await RecordAsync(database, Container("a", uid: "c", image: "example/app:2", state: "exited"), Container("b"));
        await RecordAsync(database, Container("b"));

        var changes = await ChangesAsync(database);
        Assert.Equal(
            [("docker/host/a", "gone", "NotListed"), ("docker/host/a", "replaced", ""), ("docker/host/a", "changed", ""), ("docker/host/b", "appeared", "")],
            changes.Select(it => (it.Address, it.Action, it.Reason)));
        Assert.Equal([("image", "example/app:1", "example/app:2"), ("state", "running", "exited")], changes[2].Fields.Select(it => (it.Path, it.Was, it.Became)));
        Assert.All(changes, it => Assert.Equal(("unknown", "", Source, true), (it.Actor, it.ActorName, it.Source, it.Evidence.Length > 0)));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_look_at_five_thousand_things_that_are_as_they_were_writes_nothing()
    {
        await using var database = await InventoryDatabase.CreateAsync();
        ObservedResource[] seen = [.. Enumerable.Range(0, 5000).Select(it => Container($"c{it}"))];
        await RecordAsync(database, seen);
        var before = await database.QueryAsync<string>("SELECT max(xmin::text::bigint)::text || ' ' || count(*) FROM resource");

        await RecordAsync(database, seen);

        Assert.Equal(before, await database.QueryAsync<string>("SELECT max(xmin::text::bigint)::text || ' ' || count(*) FROM resource"));
        Assert.Equal(0, await database.QueryAsync<int>("SELECT count(*) FROM resource_change"));
    }

    /// <summary>No statistics of a sample decide: of 20,000 addresses the planner has seen each.</summary>
    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_index_finds_the_changes_of_one_thing_among_those_of_all()
    {
        await using var database = await InventoryDatabase.CreateAsync();
        await database.ExecuteAsync("""
            INSERT INTO resource_change (address, kind, source, at, action, reason, fields, more_fields, actor, actor_name, evidence)
            SELECT 'docker/host/p' || number || '/app', 'docker.container', 'docker/host', now(), 'changed', '', '[]', 0, 'unknown', '', '' FROM generate_series(1, 20000) AS number
            """);
        await database.ExecuteAsync("VACUUM ANALYZE resource_change");

        await using var connection = await database.Source.OpenConnectionAsync();
        var plan = string.Join('\n', await connection.QueryAsync<string>(
            "EXPLAIN " + ChangeQueries.OfThing, new { thing = "p77/app", actor = "", since = DateTimeOffset.UnixEpoch, before = long.MaxValue, limit = 50 }));

        Assert.Contains("resource_change_parts", plan, StringComparison.Ordinal);
        Assert.Equal(["docker/host/p77/app"], (await ChangesAsync(database, "p77/app")).Select(it => it.Address));
        Assert.Empty(await ChangesAsync(database, "app/p77"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Pages_hold_each_change_once_and_parts_of_addresses_find_them()
    {
        await using var database = await InventoryDatabase.CreateAsync();
        await RecordAsync(database, [.. Enumerable.Range(0, 25).Select(it => Container($"c{it}/app"))]);
        await RecordAsync(database, [.. Enumerable.Range(0, 25).Select(it => Container($"c{it}/app", state: "exited"))]);

        var (ids, before) = (new List<long>(), 0L);
        do
        {
            var page = await database.ChangesAsync(new ListChangesRequest { Object = "docker/host", Limit = 10, Before = before });
            ids.AddRange(page.Changes.Select(it => it.Id));
            before = page.Next;
        }
        while (before > 0);

        Assert.Equal((25, 25), (ids.Count, ids.Distinct().Count()));
        Assert.Equal(ids.OrderDescending(), ids);
        Assert.Equal("docker/host/c7/app", Assert.Single(await ChangesAsync(database, "c7")).Address);
        Assert.Equal("docker/host/c7/app", Assert.Single(await ChangesAsync(database, "c7/app")).Address);
        Assert.Empty(await ChangesAsync(database, "c"));
        Assert.Empty((await database.ChangesAsync(new ListChangesRequest { Actor = "us" })).Changes);
    }

    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData(-1, "")]
    [InlineData(1001, "")]
    [InlineData(1, "somebody")]
    public async Task What_cannot_be_asked_is_refused(int limit, string actor)
    {
        await using var database = await InventoryDatabase.CreateAsync();

        var refused = await Assert.ThrowsAsync<RpcException>(() => database.ChangesAsync(new ListChangesRequest { Limit = limit, Actor = actor }));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_is_old_or_too_much_is_forgotten_the_oldest_first()
    {
        var time = new FakeTimeProvider();
        await using var database = await InventoryDatabase.CreateAsync(new InventoryOptions { Lab = "/nowhere", HistoryRetention = TimeSpan.FromDays(30), HistoryLimit = 3 }, time);
        var retention = new Retention(database.Source, database.Options, time, NullLogger<Retention>.Instance);
        await RecordAsync(database, Container("a"));
        for (var i = 0; i < 6; i++)
            await RecordAsync(database, Container("a", image: $"example/app:{i + 2}"));

        await database.ExecuteAsync($"""
            INSERT INTO notification (id, notifier, message, created_at, due_at, ended_at)
            SELECT gen_random_uuid(), notifier, '', ended_at, ended_at, CASE WHEN notifier = 'told' THEN ended_at END
            FROM (SELECT timestamptz '{time.GetUtcNow():O}' AS ended_at) at, unnest(ARRAY['told', 'waiting']) notifier
            """);

        await retention.PruneAsync(CancellationToken.None);
        var kept = await ChangesAsync(database);
        time.Advance(TimeSpan.FromDays(31));
        await retention.PruneAsync(CancellationToken.None);

        Assert.Equal(["example/app:7", "example/app:6", "example/app:5"], kept.Select(it => it.Fields.Single().Became));
        Assert.Empty(await ChangesAsync(database));
        Assert.Equal("waiting", await database.QueryAsync<string>("SELECT string_agg(notifier, ' ') FROM notification"));
    }
}
