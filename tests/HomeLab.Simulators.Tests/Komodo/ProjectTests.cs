using HomeLab.Simulators.Komodo.Compose;

namespace HomeLab.Simulators.Tests.Komodo;

/// <summary>What becomes of a Compose project when what it is made of changes.</summary>
public class ProjectTests
{
    const string Both = "services:\n  a: {image: 'nginx'}\n  b: {image: 'nginx'}\n";
    const string One = "services:\n  a: {image: 'nginx'}\n";

    [Theory]
    [InlineData("", "web-a-1,web-b-1")]
    [InlineData("--remove-orphans", "web-a-1")]
    public async Task A_service_that_its_file_no_longer_has_stays_unless_orphans_are_removed(string argument, string left)
    {
        await using var core = await Core.StartAsync();
        await core.CreateAsync("web", new { server = "nas", file_contents = Both, extra_args = argument });
        await core.RunAsync("DeployStack", new { stack = "web" });

        await core.WriteAsync("UpdateStack", new { id = "web", config = new { file_contents = One } });
        await core.RunAsync("DeployStack", new { stack = "web" });

        Assert.Equal(left.Split(','), await core.ContainersAsync("nas"));
        Assert.Equal("running", await core.StateAsync("web"));
        await core.RunAsync("DestroyStack", new { stack = "web", remove_orphans = true });
        Assert.Empty(await core.ContainersAsync("nas"));
    }

    [Fact]
    public async Task A_service_comes_with_those_that_it_depends_on()
    {
        await using var core = await Core.StartAsync();
        await core.CreateAsync("web", new
        {
            server = "nas",
            file_contents = "services:\n  a: {image: nginx, depends_on: [z]}\n  b: {image: nginx}\n  m: {image: nginx}\n  z: {image: nginx, depends_on: [m]}\n",
        });

        await core.RunAsync("DeployStack", new { stack = "web", services = new[] { "a" } });

        Assert.Equal(["create web-m-1", "create web-z-1", "create web-a-1"], core.Host.KomodoUpdates("lab", "web").SelectMany(it => it.Effects));
    }

    [Fact]
    public async Task Another_name_of_the_project_takes_what_ran_under_the_old_one_down()
    {
        await using var core = await Core.StartAsync();
        await core.CreateAsync("web", new { server = "nas", file_contents = One });
        await core.RunAsync("DeployStack", new { stack = "web" });

        await core.WriteAsync("RenameStack", new { id = "web", name = "shop" });
        var ended = await core.RunAsync("DeployStack", new { stack = "shop" });

        Assert.Contains("Compose Down", ended["logs"]!.AsArray().Select(it => (string?)it!["stage"]));
        Assert.Equal(["shop-a-1"], await core.ContainersAsync("nas"));
    }

    [Fact]
    public async Task Another_server_leaves_what_ran_on_the_old_one()
    {
        await using var core = await Core.StartAsync();
        await core.CreateAsync("web", new { server = "nas", file_contents = One });
        await core.RunAsync("DeployStack", new { stack = "web" });

        await core.WriteAsync("UpdateStack", new { id = "web", config = new { server_id = "pi" } });
        await core.RunAsync("DeployStack", new { stack = "web" });

        Assert.Equal((1, 1), ((await core.ContainersAsync("nas")).Count, (await core.ContainersAsync("pi")).Count));
    }

    [Fact]
    public async Task Files_on_the_host_and_environment_files_are_read_there()
    {
        await using var core = await Core.StartAsync();
        await core.ControlAsync("PUT", "servers/nas/files", new Dictionary<string, string>
        {
            ["/srv/web/compose.yaml"] = "services:\n  a:\n    image: nginx:${TAG}\n    env_file: [app.env]\n",
            ["/srv/web/app.env"] = "A=1",
            ["/srv/web/.env"] = "TAG='1.28' # the newest",
        });
        await core.CreateAsync("web", new { server = "nas", files_on_host = true, run_directory = "/srv/web" });

        await core.RunAsync("DeployStack", new { stack = "web" });
        await core.ControlAsync("PUT", "servers/nas/files", new Dictionary<string, string> { ["/srv/web/app.env"] = "A=2" });
        await core.RunAsync("DeployStack", new { stack = "web" });
        await core.ControlAsync("PUT", "servers/nas/files", new Dictionary<string, string?> { ["/srv/web/app.env"] = null });
        var ended = await core.RunAsync("DeployStack", new { stack = "web" });

        Assert.Equal(["create web-a-1", "recreate web-a-1"], core.Host.KomodoUpdates("lab", "web").SelectMany(it => it.Effects));
        Assert.Contains("env file app.env not found", (string?)ended["logs"]!.AsArray()[^1]!["stderr"], StringComparison.Ordinal);
        Assert.Equal("nginx:1.28", (string?)(await core.ReadAsync("ListStackServices", new { stack = "web" }))[0]!["image"]);
    }

    [Fact]
    public void A_service_has_the_same_hash_in_whatever_order_it_is_written()
    {
        var one = Read("services:\n  a: {image: nginx, environment: {A: 1, B: 2}, labels: {x: y}}\n");
        var other = Read("services:\n  a:\n    labels: [x=y]\n    environment: ['B=2', 'A=1']\n    image: nginx\n");

        Assert.Equal(one.Services[0].Hash, other.Services[0].Hash);
    }

    [Theory]
    [InlineData("$A", "1")]
    [InlineData("${A}", "1")]
    [InlineData("$$A", "$A")]
    [InlineData("${B:-${A}}", "1")]
    [InlineData("${EMPTY-x}", "")]
    [InlineData("${EMPTY:-x}", "x")]
    [InlineData("${A:+set}", "set")]
    [InlineData("${B+set}", "")]
    public void Variables_are_replaced_as_Compose_does(string text, string value)
    {
        var project = Read($"services:\n  a: {{image: nginx, labels: {{it: '{text}'}}}}\n");

        Assert.Equal(value, project.Services[0].Labels["it"]);
    }

    static ComposeProject Read(string file) => ComposeReader.Read("web", [file], new Dictionary<string, string> { ["A"] = "1", ["EMPTY"] = "" }, _ => null);
}
