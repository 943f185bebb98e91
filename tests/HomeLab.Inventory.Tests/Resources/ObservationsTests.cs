using System.Diagnostics;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Lab;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.ServiceDefaults.Telemetry;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.Logging.Abstractions;

namespace HomeLab.Inventory.Tests.Resources;

public class ObservationsTests
{
    const string Source = "docker/host";
    const string Address = "docker/host/immich/server";

    static readonly string Lab = """
        {"docker":[{"name":"host","endpoint":"unix:///x","publish":{"target":"home.example.org","proxied":true,"entryPoints":["websecure"]}}],
         "cloudflare":{"token":{"env":"T"},"zones":["example.org"]}}
        """;

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Derives_and_announces_what_appears()
    {
        await using var database = await CreateAsync();

        await RecordAsync(database, Container("a"));

        var snapshot = await database.SnapshotAsync();
        var endpoint = Assert.Single(snapshot.Endpoints);
        Assert.Equal($"{Address}#photos/photos.example.org", endpoint.Address);
        Assert.Equal(("a", "photos.example.org", "home.example.org", true, true), (endpoint.Uid, endpoint.Host, endpoint.Publication.Target, endpoint.Publication.Proxied, endpoint.IsRunning));
        Assert.Contains(await database.TakeAnnouncedAsync(), it => it.Urn == "homelab:inventory:resource-changed:v1" && it.Body.Contains(Address, StringComparison.Ordinal));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Writes_nothing_for_an_event_that_changes_nothing()
    {
        await using var database = await CreateAsync();
        await RecordAsync(database, Container("a"));
        var before = await database.SnapshotAsync();
        await database.TakeAnnouncedAsync();
        var spans = new List<Activity>();
        using var listener = Listen(spans);

        await RecordAsync(database, [Address], "start", Container("a"));

        Assert.Equal(before.Revision, (await database.SnapshotAsync()).Revision);
        Assert.Empty(await database.TakeAnnouncedAsync());
        Assert.DoesNotContain(spans, it => it.GetTagItem("homelab.action") is "start");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Takes_a_container_that_was_created_anew_for_the_same_thing_changed()
    {
        await using var database = await CreateAsync();
        await RecordAsync(database, Container("a"));
        var before = await database.SnapshotAsync();

        await RecordAsync(database, [Address], "destroy", Container("b"));

        var delta = await DeltaAsync(database, before);
        Assert.Empty(delta.Removals);
        Assert.Equal("b", Assert.Single(delta.Resources).Uid);
        Assert.Equal("b", Assert.Single(delta.Endpoints).Uid);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Keeps_the_endpoints_of_a_stopped_container()
    {
        await using var database = await CreateAsync();
        await RecordAsync(database, Container("a"));

        await RecordAsync(database, [Address], "die", Container("a") with { State = "exited" });

        var snapshot = await database.SnapshotAsync();
        Assert.Equal("exited", Assert.Single(snapshot.Resources).State);
        var endpoint = Assert.Single(snapshot.Endpoints);
        Assert.Equal((false, true), (endpoint.IsRunning, endpoint.Publication is not null));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Buries_what_was_removed_and_digs_it_out_when_it_comes_back()
    {
        await using var database = await CreateAsync();
        await RecordAsync(database, Container("a"));
        var before = await database.SnapshotAsync();

        await RecordAsync(database, [Address], "destroy");
        var gone = await DeltaAsync(database, before);
        await RecordAsync(database, [Address], "create", Container("b"));
        var back = await DeltaAsync(database, before);

        Assert.Equal(
            [(Scope.Endpoints, $"{Address}#photos/photos.example.org", "Destroyed"), (Scope.Resources, Address, "Destroyed")],
            gone.Removals.Select(it => (it.Scope, it.Address, it.ReasonCode)));
        Assert.Empty(back.Removals);
        Assert.Equal("b", Assert.Single(back.Resources).Uid);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Removes_a_name_that_a_router_no_longer_asks_for()
    {
        await using var database = await CreateAsync();
        await RecordAsync(database, Container("a"));
        var before = await database.SnapshotAsync();

        await RecordAsync(database, Container("a", "Host(`other.example.org`)"));

        var delta = await DeltaAsync(database, before);
        Assert.Equal("NotRouted", Assert.Single(delta.Removals).ReasonCode);
        Assert.Equal("other.example.org", Assert.Single(delta.Endpoints).Host);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Shows_a_broken_rule_as_the_problem_of_its_container_and_goes_on()
    {
        await using var database = await CreateAsync();

        await RecordAsync(database, Container("a", "Host(`photos.example.org`"), Container("b") with { Address = "docker/host/other" });

        var snapshot = await database.SnapshotAsync();
        var problem = Assert.Single(snapshot.Resources.Single(it => it.Uid == "a").Problems);
        Assert.Equal(("BrokenRule", "traefik.http.routers.photos.rule", 26), (problem.Code, problem.Path, problem.Column));
        Assert.Equal("docker/host/other", Assert.Single(snapshot.Endpoints).Resource);
        Assert.Single(database.Logged, it => it.StartsWith("Warning", StringComparison.Ordinal) && it.Contains("BrokenRule", StringComparison.Ordinal));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Keeps_the_names_of_a_router_whose_rule_broke()
    {
        await using var database = await CreateAsync();
        await RecordAsync(database, Container("a"));
        var before = await database.SnapshotAsync();

        await RecordAsync(database, Container("b", "Host(`photos.example.org`"));

        var delta = await DeltaAsync(database, before);
        Assert.Empty(delta.Removals);
        var kept = Assert.Single(delta.Endpoints);
        Assert.Equal(("photos.example.org", "b", "home.example.org"), (kept.Host, kept.Uid, kept.Publication.Target));
        Assert.Equal("BrokenRule", Assert.Single(Assert.Single(delta.Resources).Problems).Code);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Refuses_names_by_the_sources_publish_block_with_a_reason()
    {
        await using var database = await CreateAsync();

        await RecordAsync(
            database,
            Container("a", "Host(`photos.example.net`)"),
            Container("b", "HostRegexp(`.+`)") with { Address = "docker/host/b" },
            Container("c") with { Address = "docker/host/c", Labels = Labels("Host(`c.example.org`)", "web") });

        Assert.Equal(
            ["HostRegexp", "EntryPointNotPublished", "OutsideZones"],
            (await database.SnapshotAsync()).Endpoints.Select(it => it.RefusedCode));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Publishes_what_is_known_by_a_lab_that_changed()
    {
        using var directory = new TemporaryDirectory();
        await using var database = await InventoryDatabase.CreateAsync(new InventoryOptions { Lab = directory.Path });
        const string Yaml = "apiVersion: homelab/v1\nkind: Lab\nmetadata: {name: l}\nspec:\n  cloudflare: {token: {env: T}, zones: [example.org]}\n";
        directory.Write("lab.yaml", Yaml + "  docker: [{name: host, endpoint: 'unix:///x'}]\n");
        await database.LabReader.ReadAsync(await database.LeaseAsync("lab"), CancellationToken.None);
        await RecordAsync(database, Container("a"));
        var refused = Assert.Single((await database.SnapshotAsync()).Endpoints);
        await database.TakeAnnouncedAsync();

        directory.Write("lab.yaml", Yaml + "  docker: [{name: host, endpoint: 'unix:///x', publish: {target: home.example.org}}]\n");
        await database.LabReader.ReadAsync(await database.LeaseAsync("lab"), CancellationToken.None);

        Assert.Equal(("NotPublished", null), (refused.RefusedCode, refused.Publication));
        Assert.Equal("home.example.org", Assert.Single((await database.SnapshotAsync()).Endpoints).Publication.Target);
        Assert.Contains(await database.TakeAnnouncedAsync(), it => it.Urn == "homelab:inventory:resource-changed:v1");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Begins_a_trace_in_which_the_change_is_written()
    {
        await using var database = await CreateAsync();
        var spans = new List<Activity>();
        using var listener = Listen(spans);
        using var around = new Activity("whatever runs the observer").Start();

        await RecordAsync(database, [Address], "begins-a-trace", Container("a"));

        var span = Assert.Single(spans, it => it.GetTagItem("homelab.action") is "begins-a-trace");
        Assert.Equal(("docker event", null), (span.OperationName, span.ParentId));
        Assert.Equal(("photos.example.org", Address), (span.GetTagItem("homelab.hostnames"), span.GetTagItem("homelab.address")));
        Assert.Equal(span.Id, await database.QueryAsync<string>("SELECT traceparent FROM homelab.outbox WHERE urn LIKE '%resource-changed%'"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Keeps_everything_while_the_source_does_not_answer_and_announces_that_once()
    {
        await using var database = await CreateAsync();
        await RecordAsync(database, Container("a"));
        await database.TakeAnnouncedAsync();
        var lease = await database.LeaseAsync(Source);

        await database.Observations.UnavailableAsync(lease, new Refusal("Timeout", "slow", ""), CancellationToken.None);
        await database.Observations.UnavailableAsync(lease, new Refusal("Timeout", "slow", ""), CancellationToken.None);

        var snapshot = await database.SnapshotAsync();
        Assert.Single(snapshot.Endpoints);
        Assert.Equal((false, "Timeout"), (snapshot.Sources.Single(it => it.Name == Source).Complete, snapshot.Sources.Single(it => it.Name == Source).ReasonCode));
        Assert.Equal("homelab:inventory:source-availability-changed:v1", Assert.Single(await database.TakeAnnouncedAsync()).Urn);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Lets_nobody_write_whose_lease_was_taken_over()
    {
        var time = new FakeTimeProvider();
        await using var database = await CreateAsync(time);
        var old = await database.LeaseAsync(Source);
        var other = new SourceLeases(database.Source, database.Options, time);

        var refused = await other.TakeAsync(Source, CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(1));
        var taken = await other.TakeAsync(Source, CancellationToken.None);

        Assert.Null(refused);
        Assert.NotNull(taken);
        await Assert.ThrowsAsync<SourceLeaseLostException>(() =>
            database.Observations.RecordAsync(old, Look(null, "read", Container("a")), CancellationToken.None));
        Assert.Empty((await database.SnapshotAsync()).Resources);
    }

    [Proves("INV-13")]
    [RequiresFact(Requirement.PostgreSql)]
    public async Task Tells_the_age_of_a_source()
    {
        var time = new FakeTimeProvider();
        await using var database = await CreateAsync(time);
        await RecordAsync(database, Container("a"));

        time.Advance(TimeSpan.FromSeconds(42));

        var sources = (await database.SnapshotAsync()).Sources.ToDictionary(it => it.Name);
        Assert.Equal(42, sources[Source].Age.Seconds);
        Assert.Null(sources["lab"].Age);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Answers_whole_what_it_cannot_answer_by_difference()
    {
        var time = new FakeTimeProvider();
        await using var database = await CreateAsync(time);
        await RecordAsync(database, Container("a"));
        var before = await database.SnapshotAsync();
        await RecordAsync(database);
        time.Advance(TimeSpan.FromDays(31));
        await new Retention(database.Source, database.Options, time, NullLogger<Retention>.Instance)
            .PruneAsync(CancellationToken.None);

        var pruned = await DeltaAsync(database, before);
        var otherEpoch = await database.SnapshotAsync(new GetSnapshotRequest { Epoch = "other", SinceRevision = before.Revision });
        var future = await database.SnapshotAsync(new GetSnapshotRequest { Epoch = before.Epoch, SinceRevision = 1_000_000 });

        Assert.Equal([false, false, false], new[] { pruned, otherEpoch, future }.Select(it => it.IsDelta));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Keeps_its_epoch_until_the_database_is_another()
    {
        await using var database = await CreateAsync();
        var first = (await database.SnapshotAsync()).Epoch;

        await new Epochs(database.Source, TimeProvider.System, NullLogger<Epochs>.Instance).StartAsync(CancellationToken.None);
        var again = (await database.SnapshotAsync()).Epoch;
        await database.QueryAsync<int>("WITH moved AS (UPDATE epoch SET server = 'restored' RETURNING 1) SELECT count(*)::int FROM moved");
        await new Epochs(database.Source, TimeProvider.System, NullLogger<Epochs>.Instance).StartAsync(CancellationToken.None);

        Assert.Equal(first, again);
        Assert.NotEqual(first, (await database.SnapshotAsync()).Epoch);
    }

    static async Task<InventoryDatabase> CreateAsync(TimeProvider? time = null)
    {
        var database = await InventoryDatabase.CreateAsync(time: time);
        await using var command = database.Source.CreateCommand("UPDATE lab SET spec = $1::json, revision = 0");
        command.Parameters.Add(new() { Value = Lab });
        await command.ExecuteNonQueryAsync();
        return database;
    }

    static async Task RecordAsync(InventoryDatabase database, params ObservedResource[] seen) =>
        await database.Observations.RecordAsync(await database.LeaseAsync(Source), Look(null, "read", seen), CancellationToken.None);

    static async Task RecordAsync(InventoryDatabase database, string[] addresses, string action, params ObservedResource[] seen) =>
        await database.Observations.RecordAsync(await database.LeaseAsync(Source), Look(addresses.ToHashSet(), action, seen), CancellationToken.None);

    static Look Look(HashSet<string>? addresses, string action, params ObservedResource[] seen) => addresses is null
        ? new Look("docker read", action, "", seen, null, "NotListed")
        : new Look("docker event", action, "immich-server-1", seen, addresses, "Destroyed");

    static ObservedResource Container(string uid, string rule = "Host(`photos.example.org`)") => new(
        Address, uid, "docker.container", "immich-server-1", "running", "immich", Labels(rule, "websecure"));

    static Dictionary<string, string> Labels(string rule, string entryPoint) => new()
    {
        ["traefik.http.routers.photos.rule"] = rule,
        ["traefik.http.routers.photos.entrypoints"] = entryPoint,
    };

    static Task<Snapshot> DeltaAsync(InventoryDatabase database, Snapshot since) =>
        database.SnapshotAsync(new GetSnapshotRequest { Epoch = since.Epoch, SinceRevision = since.Revision });

    static ActivityListener Listen(List<Activity> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == HomeLabTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
