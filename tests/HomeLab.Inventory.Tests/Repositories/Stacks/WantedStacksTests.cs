using System.Text;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Repositories.Observing;
using HomeLab.Inventory.Repositories.Stacks;
using HomeLab.Inventory.Tests.Sources;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Repositories.Stacks;

public sealed class WantedStacksTests : IDisposable
{
    const string Lab = """
        apiVersion: homelab/v1
        kind: Lab
        metadata: {name: test}
        spec:
          docker: [{name: nas, endpoint: "tcp://127.0.0.1:2376"}]
          repositories:
          - {name: home, path: stacks, deploy: {docker: nas, folders: ["*"]}}
          - {name: more, path: more, deploy: {docker: nas, folders: ["*"]}}

        """;

    static readonly DateTime Long = new(2025, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Who_has_the_last_answer_is_told_that_it_holds_until_a_file_that_a_container_sees_is_another()
    {
        await using var database = await CreateAsync();
        using var wanted = Wanted(database);
        var first = await wanted.ReadAsync(new Dictionary<string, string>(), "", CancellationToken.None);
        Assert.Equal(["docker/nas/db", "docker/nas/web"], first.Stacks.Select(it => it.Key));

        var again = await AskAsync(wanted, first);
        Assert.True(again is { IsUnchanged: true, Stacks.Count: 0 });
        Assert.Equal(["lab", "repository/home", "repository/more"], again.Sources.Select(it => it.Name).Order());

        // As long as it was, and right after it was read.
        directory.Write("stacks/web/page.html", "<p>two");
        var edited = await AskAsync(wanted, again, first);
        Assert.False(edited.IsUnchanged);
        Assert.Equal("<p>two", Encoding.UTF8.GetString(Body(edited).Files.Single(it => it.Path == "./web/page.html").Content.Span));
        Assert.Equal("", edited.Stacks.Single(it => it.Key == "docker/nas/db").ProjectJson);
        Assert.True((await AskAsync(wanted, edited)).IsUnchanged);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_was_rendered_is_kept_until_something_that_decides_it_changes()
    {
        await using var database = await CreateAsync();
        using var wanted = Wanted(database);
        var first = await wanted.ReadAsync(new Dictionary<string, string>(), "", CancellationToken.None);
        var body = Body(first);
        // The very same messages: nothing was rendered again.
        Assert.Same(body, Body(await wanted.ReadAsync(new Dictionary<string, string>(), "", CancellationToken.None)));

        Write("shop.yaml", "apiVersion: homelab/v1\nkind: Stack\nmetadata: {name: shop}\nspec: {repository: more, folder: db, docker: nas, project: shop}\n");
        await ReadLabAsync(database);
        var documented = await wanted.ReadAsync(new Dictionary<string, string>(), "", CancellationToken.None);
        Assert.Contains("docker/nas/shop", documented.Stacks.Select(it => it.Key));

        Write("lab.yaml", Lab.Replace("tcp://127.0.0.1:2376", "tcp://127.0.0.1:2377", StringComparison.Ordinal));
        await ReadLabAsync(database);
        var moved = await AskAsync(wanted, documented);
        Assert.Equal(Enumerable.Repeat("tcp://127.0.0.1:2377", 3), moved.Stacks.Select(it => it.Engine.Endpoint));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_commit_that_touches_no_stack_changes_their_commit_alone()
    {
        var git = await TestRepository.InitAsync(directory.Path);
        await using var database = await CreateAsync();
        await git.CommitAsync();
        using var wanted = Wanted(database);
        var first = await wanted.ReadAsync(new Dictionary<string, string>(), "", CancellationToken.None);

        Write("README.md", "# Home");
        var commit = await git.CommitAsync();
        var next = await AskAsync(wanted, first);

        Assert.Equal(2, next.Stacks.Count);
        Assert.All(next.Stacks, it => Assert.Equal((commit, ""), (it.Commit, it.ProjectJson)));
        Assert.Equal(first.Stacks.Select(it => it.Digest), next.Stacks.Select(it => it.Digest));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task That_a_repository_can_be_read_again_is_news_though_its_stacks_are_the_same()
    {
        await using var database = await CreateAsync();
        using var wanted = Wanted(database);
        var first = await wanted.ReadAsync(new Dictionary<string, string>(), "", CancellationToken.None);
        await database.ExecuteAsync("UPDATE source SET is_complete = true WHERE name = 'repository/home'");

        var read = await AskAsync(wanted, first);

        Assert.False(first.Sources.Single(it => it.Name == "repository/home").Complete);
        Assert.False(read.IsUnchanged);
        Assert.True(read.Sources.Single(it => it.Name == "repository/home").Complete);
    }

    static DesiredStack Body(ListDesiredStacksResponse answer) => answer.Stacks.Single(it => it.Key == "docker/nas/web");

    static Task<ListDesiredStacksResponse> AskAsync(WantedStacks wanted, ListDesiredStacksResponse last, ListDesiredStacksResponse? bodies = null) =>
        wanted.ReadAsync((bodies ?? last).Stacks.ToDictionary(it => it.Key, it => it.Digest), last.Version, CancellationToken.None);

    static WantedStacks Wanted(InventoryDatabase database)
    {
        var trees = new StackTrees(new RepositoryCopies(database.Options), RunningSource.Secrets(), database.Options, database.Time);
        return new WantedStacks(database.Source, new StackRenderings(trees, database.Time), database.Time);
    }

    async Task<InventoryDatabase> CreateAsync()
    {
        Write("lab.yaml", Lab);
        Write("stacks/web/compose.yaml", "services: {app: {image: app, volumes: ['./page.html:/page.html']}}");
        Write("stacks/web/page.html", "<p>one");
        Write("more/db/compose.yaml", "services: {db: {image: db}}");
        var database = await InventoryDatabase.CreateAsync(new HomeLab.Inventory.InventoryOptions { Lab = directory.Path });
        await ReadLabAsync(database);
        return database;
    }

    static async Task ReadLabAsync(InventoryDatabase database)
    {
        await database.LabReader.ReadAsync(await database.LeaseAsync("lab"), CancellationToken.None);
        Assert.DoesNotContain(database.Logged, it => it.StartsWith("Warning", StringComparison.Ordinal));
    }

    void Write(string name, string text) => File.SetLastWriteTimeUtc(directory.Write(name, text), Long);
}
