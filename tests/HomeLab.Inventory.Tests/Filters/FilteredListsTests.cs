using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Owners;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Rpc;
using HomeLab.Inventory.Systems;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Filters;

public sealed class FilteredListsTests : IAsyncLifetime
{
    const string Source = "docker/host";

    InventoryDatabase database = null!;
    LabViews views = null!;

    public async Task InitializeAsync()
    {
        if (Machine.WhyMissing(Requirement.PostgreSql) is not null)
            return;
        database = await InventoryDatabase.CreateAsync();
        views = new LabViews(database.Source, database.Time);
        await database.Observations.RecordAsync(
            await database.LeaseAsync(Source),
            new Look("test", "read", "", [.. Enumerable.Range(0, 1200).Select(Container)], null, "NotListed"), CancellationToken.None);
        await database.ExecuteAsync(
            """
            INSERT INTO system (address, id, name, site, version, health, reason, since, flaps, root, details) VALUES
                ('system/docker/host/immich', 'immich', 'Immich', 'docker/host', 'v1.10', 'unhealthy', 'it is exited', '2026-11-21T08:00:00Z', 0, '',
                    '{"signals":[],"objects":[{"address":"docker/host/p0007/app","uid":"","generation":null,"images":[],"writer":"","evidence":[]}],"path":[],"turns":[]}'),
                ('system/docker/host/plex', 'plex', 'Plex', 'docker/host', 'v1.9', 'healthy', 'it runs', '2026-11-20T08:00:00Z', 0, '', '{"signals":[],"objects":[],"path":[],"turns":[]}');
            INSERT INTO finding (id, rule, severity, addresses, what, evidence, sources, opened_at) VALUES
                ('a/1', 'docker.restarting', 'Warning', '{docker/host/p0007/app}', 'It restarts.', 'x', '{docker/host}', '2026-11-21T08:00:00Z'),
                ('b/2', 'kubernetes.thing', 'Critical', '{kubernetes/talos/Pod/a/b}', 'It fails.', 'x', '{kubernetes/talos/pods}', '2026-11-21T08:00:00Z');
            """);
    }

    public async Task DisposeAsync()
    {
        views?.Dispose();
        if (database is not null)
            await database.DisposeAsync();
    }

    static ObservedResource Container(int number) => new(
        $"docker/host/p{number:0000}/app", $"{number:x64}", "docker.container", $"app{number}", number % 2 == 0 ? "running" : "exited", $"example/app:1.{number}",
        new Dictionary<string, string> { ["com.docker.compose.project"] = $"p{number:0000}" },
        $$"""{"mounts":[{"type":"volume","name":"data{{number % 100}}","source":"","destination":"/data"}],"networks":{},"ports":[]}""");

    OwnerQueries Owners => new(database.Source, views);

    async Task<IReadOnlyList<string>> ResourcesAsync(string filter, int limit = 0)
    {
        var (found, after) = (new List<string>(), "");
        do
        {
            var page = await new ResourcesService(database.Source, new SystemQueries(database.Source), Owners, views).ListResources(
                new ListResourcesRequest { Filter = filter, Limit = limit, After = after }, new TestCallContext());
            found.AddRange(page.Resources.Select(it => it.Resource.Address));
            after = page.Next;
        }
        while (after.Length > 0);
        return found;
    }

    async Task<IEnumerable<string>> SystemsAsync(string filter) => (await new SystemsService(new SystemQueries(database.Source), Owners, views).ListSystems(
        new ListSystemsRequest { Filter = filter }, new TestCallContext())).Systems.Select(it => it.Id);

    async Task<IEnumerable<string>> FindingsAsync(string filter) => (await new FindingsService(new FindingQueries(database.Source), Owners, views).ListFindings(
        new ListFindingsRequest { Filter = filter }, new TestCallContext())).Findings.Select(it => it.Id);

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("INV-20")]
    public async Task Resources_systems_and_findings_are_asked_for_in_one_language()
    {
        Assert.Equal(["docker/host/p0007/app"], await ResourcesAsync("""kind = "docker.container" AND NOT health = healthy AND system : *"""));
        Assert.Equal(["docker/host/p0003/app", "docker/host/p0005/app"], await ResourcesAsync("""state = exited AND (image = "*:1.3" OR image = "*:1.5")"""));
        Assert.Equal(["docker/host/p0012/app"], await ResourcesAsync("labels.com.docker.compose.project = p0012"));
        Assert.Equal(12, (await ResourcesAsync("facts.mounts.name = data42")).Count);
        Assert.Equal(["immich"], await SystemsAsync("""health = unhealthy AND version > v1.9 AND since > "2026-11-21" """));
        Assert.Equal(["immich"], await SystemsAsync("""objects : "docker/host/p0007" """));
        Assert.Equal(["b/2"], await FindingsAsync("severity > warning"));
        Assert.Equal(["a/1"], await FindingsAsync("""addresses = "docker/host/*" """));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task How_things_hang_together_is_asked_for_too()
    {
        Assert.Equal(["docker/host/p0007/app", "docker/host/p0107/app"], (await ResourcesAsync("""depends_on("docker/host/volume/data7")""")).Take(2));
        Assert.Equal(1200, (await ResourcesAsync("""depends_on("docker/host")""")).Count);
        Assert.Empty(await ResourcesAsync("""needed_by("docker/host")"""));
        Assert.Equal(["immich"], await SystemsAsync("""depends_on("docker/host")"""));
        Assert.Equal(["a/1"], await FindingsAsync("""depends_on("docker/host")"""));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Pages_of_a_filter_hold_each_thing_once()
    {
        var paged = await ResourcesAsync("state = exited", limit: 7);

        Assert.Equal(600, paged.Count);
        Assert.Equal(paged.Order(StringComparer.Ordinal).Distinct(), paged);
        Assert.Equal(1200, (await ResourcesAsync("", limit: 1000)).Count);
    }

    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData("state = ", "column 9")]
    [InlineData("stat = a", "did you mean `state`")]
    [InlineData("depends_on(\"nothing\")", "nothing that was seen is called nothing")]
    [InlineData("depends_on(\"app\")", "say which")]
    [InlineData("kind = a AND loves(\"b\")", "column 14: there is no function `loves`")]
    public async Task A_wrong_filter_is_refused_where_it_is_wrong(string filter, string message)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => ResourcesAsync(filter));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Contains(message, refused.Status.Detail, StringComparison.Ordinal);
    }
}
