using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Tests.Komodo;

public class DeploymentTests
{
    const string Two = """
        services:
          db:
            image: postgres:16
            healthcheck: { test: ["CMD", "pg_isready"] }
            volumes: ["data:/var/lib/postgresql/data"]
          app:
            image: example/app:${TAG:-1}
            depends_on: { db: { condition: service_healthy } }
            networks: [default, proxy]
        networks: { proxy: { external: true } }
        volumes: { data: {} }
        """;

    [Fact]
    public async Task A_deployment_is_answered_while_it_is_in_progress_and_shows_what_came_of_it()
    {
        await using var core = await Core.StartAsync(("Simulators:Komodo:DeploySeconds", "3600"));
        await core.CreateAsync("web", new { server = "nas", file_contents = Core.Nginx });

        var begun = await core.CallAsync("execute", "DeployStack", new { stack = "web" });
        await Testing.Eventually.TrueAsync(async () => await core.StateAsync("web") == "deploying", "it is being deployed");
        var busy = await core.SendAsync("write", "UpdateStack", new { id = "web", config = new { branch = "other" } });
        var acting = await core.ReadAsync("GetStackActionState", new { stack = "web" });
        core.Host.Clock.Advance(TimeSpan.FromHours(2));
        var ended = await core.EndAsync(begun);

        Assert.Equal(("InProgress", true, 0), ((string)begun["status"]!, (bool)begun["success"]!, begun["logs"]!.AsArray().Count));
        Assert.Equal((500, "Stack busy"), (busy.Status, (string?)busy.Body["error"]));
        Assert.True((bool)acting["deploying"]!);
        Assert.True((bool)ended["success"]!, ended.ToString());
        Assert.Equal(["Compose Config", "Compose Pull", "Compose Up"], ended["logs"]!.AsArray().Select(it => (string)it!["stage"]!));
        Assert.Equal("running", await core.StateAsync("web"));
        var service = (await core.ReadAsync("ListStackServices", new { stack = "web" }))[0]!;
        Assert.Equal(("nginx:1.27", "web-web-1"), ((string)service["image"]!, (string)service["container"]!["name"]!));
        Assert.StartsWith("sha256:", (string?)service["image_digests"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_changed_is_made_anew()
    {
        await using var core = await Core.StartAsync();
        await core.ControlAsync("PUT", "servers/nas", new { networks = new[] { "proxy" } });
        await core.CreateAsync("shop", new { server = "nas", file_contents = Two, environment = "TAG = 1" });
        await core.RunAsync("DeployStack", new { stack = "shop" });

        await core.RunAsync("DeployStack", new { stack = "shop" });
        await core.WriteAsync("UpdateStack", new { id = "shop", config = new { environment = "TAG = 2" } });
        await core.RunAsync("DeployStack", new { stack = "shop" });
        await core.ControlAsync("PUT", "images", new { reference = "postgres:16", digest = "sha256:" + new string('a', 64) });
        await core.RunAsync("DeployStack", new { stack = "shop" });

        Assert.Equal(
            ["create shop-db-1,create shop-app-1", "", "recreate shop-app-1", "recreate shop-db-1"],
            core.Host.KomodoUpdates("lab", "shop").Where(it => it.Operation == "DeployStack").Select(it => string.Join(',', it.Effects)));
        var database = (await core.ReadAsync("InspectDockerContainer", new { server = "nas", container = "shop-db-1" }));
        Assert.Equal(("healthy", "shop_data"), ((string)database["State"]!["Health"]!["Status"]!, (string)database["Mounts"]![0]!["Name"]!));
    }

    [Theory]
    [InlineData("services:\n  web: {image: 'nginx'\n", "Compose Config", "yaml: line")]
    [InlineData("services:\n  web: {image: 'nginx:${TAG:?say which}'}\n", "Compose Config", "required variable TAG is missing a value: say which")]
    [InlineData("services:\n  web: {image: 'nginx', depends_on: [db]}\n", "Compose Config", "service \"web\" depends on undefined service \"db\"")]
    [InlineData("services:\n  web: {image: 'nginx', depends_on: [db]}\n  db: {image: 'nginx', depends_on: [web]}\n", "Compose Config", "dependency cycle detected")]
    [InlineData("services:\n  web: {image: 'nginx:[[TAG]]'}\n", "Compose Pull", "invalid reference format")]
    [InlineData("services:\n  web: {image: 'gone:1'}\n", "Compose Pull", "toomanyrequests")]
    [InlineData("services:\n  web: {image: 'nginx', networks: [proxy]}\nnetworks: {proxy: {external: true}}\n", "Compose Up", "network proxy declared as external, but could not be found")]
    [InlineData("services:\n  web: {image: 'nginx', container_name: taken}\n", "Compose Up", "The container name \"/taken\" is already in use")]
    public async Task What_cannot_be_deployed_fails_after_its_answer_and_where_it_would(string contents, string stage, string text)
    {
        await using var core = await Core.StartAsync();
        await core.ControlAsync("PUT", "images", new { reference = "gone:1", pullError = "toomanyrequests: You have reached your pull rate limit" });
        await core.CreateAsync("other", new { server = "nas", file_contents = "services:\n  x: {image: 'nginx', container_name: taken}\n" });
        await core.RunAsync("DeployStack", new { stack = "other" });
        await core.CreateAsync("web", new { server = "nas", file_contents = contents });

        var ended = await core.RunAsync("DeployStack", new { stack = "web" });

        var last = ended["logs"]!.AsArray()[^1]!;
        Assert.False((bool)ended["success"]!);
        Assert.Equal((stage, false), ((string)last["stage"]!, (bool)last["success"]!));
        Assert.Contains(text, (string?)last["stderr"], StringComparison.Ordinal);
        Assert.Equal(("down", null), (await core.StateAsync("web"), (await core.StackAsync("web"))["info"]!["deployed_contents"]));
    }

    [Fact]
    public async Task Known_variables_are_replaced_and_secret_ones_are_hidden_in_logs()
    {
        await using var core = await Core.StartAsync();
        await core.WriteAsync("CreateVariable", new { name = "TAG", value = "1.27-secret", is_secret = true });
        await core.CreateAsync("web", new { server = "nas", file_contents = "services:\n  web: {image: 'nginx:[[TAG]]', labels: [\"left=[[NOBODY]]\"]}\n" });

        var ended = await core.RunAsync("DeployStack", new { stack = "web" });

        Assert.True((bool)ended["success"]!, ended.ToString());
        Assert.DoesNotContain("1.27-secret", ended.ToJsonString(), StringComparison.Ordinal);
        var container = (await core.ReadAsync("ListDockerContainers", new { server = "nas" }))[0]!;
        Assert.Equal(("nginx:1.27-secret", "[[NOBODY]]"), ((string)container["image"]!, (string)container["labels"]!["left"]!));
    }

    [Theory]
    [InlineData("StopStack", "stopped")]
    [InlineData("PauseStack", "paused")]
    [InlineData("RestartStack", "running")]
    [InlineData("DestroyStack", "down")]
    public async Task A_stack_is_stopped_paused_restarted_and_destroyed(string type, string state)
    {
        await using var core = await Core.StartAsync();
        await core.CreateAsync("web", new { server = "nas", file_contents = Core.Nginx });
        await core.RunAsync("DeployStack", new { stack = "web" });

        var ended = await core.RunAsync(type, new { stack = "web" });

        Assert.True((bool)ended["success"]!, ended.ToString());
        Assert.Equal(state, await core.StateAsync("web"));
    }

    [Fact]
    public async Task Single_services_are_done_under_another_operation()
    {
        await using var core = await Core.StartAsync();
        await core.CreateAsync("web", new { server = "nas", file_contents = "services:\n  a: {image: 'nginx'}\n  b: {image: 'nginx'}\n" });
        await core.RunAsync("DeployStack", new { stack = "web" });

        var stopped = await core.RunAsync("StopStack", new { stack = "web", services = new[] { "a" } });
        var unknown = await core.RunAsync("StopStack", new { stack = "web", services = new[] { "c" } });

        Assert.Equal("StopStackService", (string?)stopped["operation"]);
        Assert.Equal("unhealthy", await core.StateAsync("web"));
        Assert.Equal("no such service: c", (string?)unknown["logs"]!.AsArray()[^1]!["stderr"]);
    }

    [Theory]
    [InlineData("NotOk")]
    [InlineData("Disabled")]
    public async Task Nothing_is_done_on_a_server_that_is_not_reached(string state)
    {
        await using var core = await Core.StartAsync();
        await core.CreateAsync("web", new { server = "nas", file_contents = Core.Nginx });
        await core.ControlAsync("PUT", "servers/nas", new { state });

        var ended = await core.RunAsync("DeployStack", new { stack = "web" });

        Assert.Equal(("Task Error", false), ((string)ended["logs"]![0]!["stage"]!, (bool)ended["success"]!));
        Assert.Contains("Server is unreachable or disabled", (string?)ended["logs"]![0]!["stderr"], StringComparison.Ordinal);
        Assert.Equal("unknown", await core.StateAsync("web"));
    }

    [Fact]
    public async Task What_the_caller_may_not_is_answered_and_then_fails()
    {
        await using var core = await Core.StartAsync();
        await core.CreateAsync("web", new { server = "nas", file_contents = Core.Nginx });
        await core.CreateAsync("allowed", new { server = "nas", file_contents = Core.Nginx });

        var refused = await core.SendAsync("execute", "DeployStack", new { stack = "web" }, "K-guest", "S-guest");
        var done = await core.SendAsync("execute", "DeployStack", new { stack = "allowed" }, "K-guest", "S-guest");
        var unknown = await core.SendAsync("execute", "DeployStack", new { stack = "nope" });

        Assert.Equal((200, 200, 500), (refused.Status, done.Status, unknown.Status));
        Assert.Contains("Must have at least Execute permissions", (string?)(await core.EndAsync(refused.Body))["logs"]![0]!["stderr"], StringComparison.Ordinal);
        Assert.True((bool)(await core.EndAsync(done.Body))["success"]!);
    }

    [Fact]
    public async Task A_batch_is_as_many_updates()
    {
        await using var core = await Core.StartAsync();
        foreach (var name in new[] { "web-1", "web-2", "db" })
            await core.CreateAsync(name, new { server = "nas", file_contents = Core.Nginx });

        var answers = (JsonArray)await core.CallAsync("execute", "BatchDeployStack", new { pattern = "web-*\n\\^d.$\\" });

        Assert.Equal(3, answers.Count);
        foreach (var answer in answers)
            Assert.True((bool)(await core.EndAsync(answer!["data"]!))["success"]!);
    }

    [Fact]
    public async Task An_image_that_does_not_get_healthy_keeps_back_what_depends_on_it()
    {
        await using var core = await Core.StartAsync();
        await core.ControlAsync("PUT", "servers/nas", new { networks = new[] { "proxy" } });
        await core.ControlAsync("PUT", "images", new { reference = "postgres:16", health = "unhealthy" });
        await core.CreateAsync("shop", new { server = "nas", file_contents = Two });

        var ended = await core.RunAsync("DeployStack", new { stack = "shop" });

        Assert.False((bool)ended["success"]!);
        Assert.Contains("dependency failed to start: container shop-db-1 is unhealthy", ended["logs"]!.AsArray()[^1]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_image_of_the_same_name_is_an_update_until_it_runs()
    {
        await using var core = await Core.StartAsync();
        await core.CreateAsync("web", new { server = "nas", file_contents = Core.Nginx });
        await core.RunAsync("DeployStack", new { stack = "web" });
        await core.ControlAsync("PUT", "images", new { reference = "nginx:1.27", digest = "sha256:" + new string('b', 64), log = "starting\nlistening" });

        var check = await core.WriteAsync("CheckStackForUpdate", new { stack = "web" });
        var listed = (await core.ReadAsync("ListStacks", new { }))[0]!["info"]!["services"]![0]!;
        await core.RunAsync("DeployStack", new { stack = "web" });

        Assert.Equal((true, true), ((bool)check["services"]![0]!["update_available"]!, (bool)listed["update_available"]!));
        Assert.False((bool)(await core.WriteAsync("CheckStackForUpdate", new { stack = "web" }))["services"]![0]!["update_available"]!);
        Assert.Equal("web-web-1  | listening\n", (string?)(await core.ReadAsync("GetStackLog", new { stack = "web", services = Array.Empty<string>(), tail = 1 }))["stdout"]);
        Assert.Equal(422, (await core.SendAsync("read", "GetStackLog", new { stack = "web" })).Status);
    }

    [Fact]
    public async Task What_was_deployed_is_there_after_a_restart_and_what_was_in_progress_has_failed()
    {
        var directory = Directory.CreateTempSubdirectory("komodo-");
        try
        {
            System.Text.Json.Nodes.JsonNode begun;
            await using (var core = await Core.StartAsync(("Simulators:DataDirectory", directory.FullName)))
            {
                await core.ControlAsync("PUT", "repositories/me/lab", new { files = new Dictionary<string, string> { ["compose.yaml"] = Core.Nginx } });
                await core.CreateAsync("web", new { server = "nas", repo = "me/lab", environment = "A = 1" });
                await core.RunAsync("DeployStack", new { stack = "web" });
                core.Host.Faults.Add(new Simulators.Faults.FaultRule { Effect = Simulators.Faults.FaultEffect.NeverEnds });
                begun = await core.CallAsync("execute", "StopStack", new { stack = "web" });
            }

            await using var again = await Core.StartAsync(("Simulators:DataDirectory", directory.FullName));
            var ended = await again.EndAsync(begun);
            await again.RunAsync("DeployStack", new { stack = "web" });

            Assert.Equal("Komodo shutdown", (string?)ended["logs"]![0]!["stage"]);
            Assert.Equal("running", await again.StateAsync("web"));
            Assert.Equal(["create web-web-1"], again.Host.KomodoUpdates("lab", "web").SelectMany(it => it.Effects));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
