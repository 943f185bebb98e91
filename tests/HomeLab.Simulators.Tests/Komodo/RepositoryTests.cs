using HomeLab.Testing;

namespace HomeLab.Simulators.Tests.Komodo;

/// <summary>Stacks whose files are in Git.</summary>
public class RepositoryTests
{
    const string Url = "repositories/me/lab";

    [Fact]
    public async Task Commits_move_what_is_known_and_deployments_what_runs()
    {
        await using var core = await Core.StartAsync();
        var first = await PushAsync(core, ("web/compose.yaml", Core.Nginx));
        await core.CreateAsync("web", new { server = "nas", repo = "me/lab", run_directory = "web" });
        await core.RunAsync("DeployStack", new { stack = "web" });

        var second = await PushAsync(core, ("web/compose.yaml", Core.Nginx.Replace("1.27", "1.28", StringComparison.Ordinal)));
        await core.WriteAsync("RefreshStackCache", new { stack = "web" });

        var info = (await core.StackAsync("web"))["info"]!;
        Assert.Equal((first[..7], second[..7]), ((string)info["deployed_hash"]!, (string)info["latest_hash"]!));
        Assert.Equal("nginx:1.27", (string?)info["deployed_services"]![0]!["image"]);
        Assert.Equal("nginx:1.28", (string?)info["latest_services"]![0]!["image"]);
        var ended = await core.RunAsync("DeployStack", new { stack = "web" });
        Assert.Equal(second, (string?)ended["commit_hash"]);
        Assert.Equal(second[..7], (string?)(await core.StackAsync("web"))["info"]!["deployed_hash"]);
    }

    [Fact]
    public async Task Only_a_change_of_its_files_deploys_a_stack_that_is_deployed_if_changed()
    {
        await using var core = await Core.StartAsync();
        await PushAsync(core, ("web/compose.yaml", Core.Nginx), ("web/nginx.conf", "a"), ("README.md", "a"));
        await core.CreateAsync("web", new
        {
            server = "nas", repo = "me/lab", run_directory = "web",
            config_files = new[] { new { path = "nginx.conf", services = new[] { "web" }, requires = "Restart" } },
        });

        var answer = await DeployIfChangedAsync(core);
        await PushAsync(core, ("web/compose.yaml", Core.Nginx), ("web/nginx.conf", "a"), ("README.md", "b"));
        await DeployIfChangedAsync(core);
        await PushAsync(core, ("web/compose.yaml", Core.Nginx), ("web/nginx.conf", "b"), ("README.md", "b"));
        await DeployIfChangedAsync(core);
        await PushAsync(core, ("web/compose.yaml", Core.Nginx.Replace("1.27", "1.28", StringComparison.Ordinal)), ("web/nginx.conf", "b"));
        await DeployIfChangedAsync(core);

        Assert.Null(answer["_id"]);
        Assert.Equal(
            ["create web-web-1", "restart web-web-1", "recreate web-web-1"],
            core.Host.KomodoUpdates("lab", "web").SelectMany(it => it.Effects));
    }

    [Fact]
    public async Task A_missing_file_is_told_and_nothing_is_touched()
    {
        await using var core = await Core.StartAsync();
        await PushAsync(core, ("web/compose.yaml", Core.Nginx));
        await core.CreateAsync("web", new { server = "nas", repo = "me/lab", run_directory = "web" });
        await core.RunAsync("DeployStack", new { stack = "web" });

        await PushAsync(core, ("shop/compose.yaml", Core.Nginx));
        var ended = await core.RunAsync("DeployStack", new { stack = "web" });

        Assert.Equal("Validate Files", (string?)ended["logs"]!.AsArray()[^1]!["stage"]);
        Assert.Equal("compose.yaml", (string?)(await core.StackAsync("web"))["info"]!["missing_files"]![0]);
        Assert.Equal("running", await core.StateAsync("web"));
    }

    [Fact]
    public async Task The_repository_counts_before_the_stack_s_own_file_and_the_own_file_hides_what_it_has()
    {
        await using var core = await Core.StartAsync();
        await PushAsync(core, ("compose.yaml", Core.Nginx));
        await core.CreateAsync("web", new { server = "nas", repo = "me/lab", file_contents = "services:\n  web: {image: 'own:1'}\n" });

        await core.RunAsync("DeployStack", new { stack = "web" });

        Assert.Equal("nginx:1.27", (string?)(await core.ReadAsync("ListStackServices", new { stack = "web" }))[0]!["image"]);
        Assert.Null((await core.StackAsync("web"))["info"]!["remote_contents"]);
    }

    [Fact]
    public async Task A_directory_is_pushed_and_a_pinned_commit_stays()
    {
        await using var core = await Core.StartAsync();
        var directory = Directory.CreateTempSubdirectory("komodo-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(directory, "compose.yaml"), Core.Nginx);
            var pinned = (string)(await core.ControlAsync("PUT", Url, new { directory }))!["commit"]!;
            await PushAsync(core, ("compose.yaml", "services:\n  web: {image: 'newer:1'}\n"));

            await core.CreateAsync("web", new { server = "nas", repo = "me/lab", commit = pinned });

            Assert.Equal(pinned[..7], (string?)(await core.StackAsync("web"))["info"]!["latest_hash"]);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    static async Task<System.Text.Json.Nodes.JsonNode> DeployIfChangedAsync(Core core)
    {
        var answer = await core.CallAsync("execute", "DeployStackIfChanged", new { stack = "web" });
        await Eventually.TrueAsync(() => core.Host.KomodoRunning == 0, "nothing goes on any more");
        return answer;
    }

    static async Task<string> PushAsync(Core core, params (string Path, string Contents)[] files) =>
        (string)(await core.ControlAsync("PUT", Url, new { message = "a commit", files = files.ToDictionary(it => it.Path, it => it.Contents) }))!["commit"]!;
}
