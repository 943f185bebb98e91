using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Stacks.Tests.Docker;

/// <summary>The whole service at a real Engine: from a wish to what runs.</summary>
public sealed class DeployedStackTests
{
    const string Web = """
        {"services": {
          "db": {"image": "IMAGE", "command": ["sh", "-c", "touch /ready; exec sleep 86400"], "init": true, "stop_grace_period": "1s",
            "healthcheck": {"test": ["CMD", "test", "-e", "/ready"], "interval": "1s", "timeout": "20s", "retries": "30"}, "volumes": [{"type": "volume", "source": "data", "target": "/data"}]},
          "app": {"image": "IMAGE", "command": ["sh", "-c", "START"], "init": true, "stop_grace_period": "1s", "environment": {"PASSWORD": "\uE000DB\uE001", "LEVEL": "info"},
            "healthcheck": {"test": ["CMD", "test", "-e", "/ready"], "interval": "1s", "timeout": "20s", "retries": "30"},
            "depends_on": {"db": {"condition": "service_healthy"}}, "volumes": [{"type": "bind", "source": "./web/page.html", "target": "/page.html"}]}},
         "volumes": {"data": null}}
        """;

    const string Good = "touch /ready; exec sleep 86400";
    const string NeverHealthy = "echo cannot find my data; exec sleep 86400";

    static DesiredStack Wish(Deployment engine, string digest, string start, string page = "<p>hello") => new()
    {
        Key = $"docker/test/{engine.Name}", Digest = digest, Name = engine.Name, Project = engine.Name, Source = "repository/home", Commit = $"commit of {digest}",
        Engine = new EngineTarget { Name = "test", Endpoint = engine.Endpoint.OriginalString },
        ProjectJson = Web.Replace("IMAGE", engine.Image, StringComparison.Ordinal).Replace("START", start, StringComparison.Ordinal),
        Files = { new StackFile { Path = "./web/page.html", Content = ByteString.CopyFromUtf8(page) } },
        Secrets = { ["DB"] = new SecretReference { Env = "STACK_TEST_DB" } },
        HealthyWithin = Duration.FromTimeSpan(start == Good ? TimeSpan.FromMinutes(5) : TimeSpan.FromSeconds(20)),
    };

    static Task<StacksHost> StartAsync(PlayedWishes wishes, OwnContainer? own = null) => StacksHost.StartAsync(
        wishes,
        services =>
        {
            services.AddSingleton(own ?? new OwnContainer(null));
            services.AddSingleton<IStackExecutor, DockerExecutor>();
        },
        ("STACK_TEST_DB", "hunter2hunter2"), ("HomeLab:Installation", "test"));

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    [Proves("STACK-28")]
    public async Task A_stack_is_deployed_with_its_secrets_and_a_second_look_does_nothing()
    {
        await using var engine = await Deployment.StartAsync();
        var wishes = new PlayedWishes();
        wishes.Want(Wish(engine, "one", Good));
        await using var stacks = await StartAsync(wishes);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync(engine.Name)).SingleOrDefault()?.State == "succeeded", "it is deployed");
        var before = await engine.ContainersAsync();

        Assert.Equal("Converged", (await stacks.LookAsync($"docker/test/{engine.Name}")).Outcome);

        Assert.Equal(before, await engine.ContainersAsync());
        var app = await engine.InspectAsync($"{engine.Name}-app-1");
        Assert.Contains("PASSWORD=hunter2hunter2", app.Config.Env);
        Assert.Equal("<p>hello", await engine.ReadAsync(app.ID, "/page.html"));
        Assert.Equal(["healthy", "healthy"], (await stacks.StackAsync(engine.Name)).Services.Select(it => it.State));
        Assert.Single(await stacks.OperationsAsync(engine.Name));
        var everything = await stacks.QueryAsync<string>(
            "SELECT concat((SELECT string_agg(w::text, '') FROM homelab.work w), (SELECT string_agg(l::text, '') FROM homelab.ledger l), (SELECT string_agg(i::text, '') FROM homelab.intent i), (SELECT string_agg(o::text, '') FROM operation_line o))");
        Assert.DoesNotContain("hunter2", everything, StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    [Proves("STACK-20")]
    public async Task What_never_gets_healthy_is_taken_back_and_the_old_container_runs_again()
    {
        await using var engine = await Deployment.StartAsync();
        var (wishes, key) = (new PlayedWishes(), $"docker/test/{engine.Name}");
        wishes.Want(Wish(engine, "good", Good));
        await using var stacks = await StartAsync(wishes);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync(engine.Name)).SingleOrDefault()?.State == "succeeded", "it is deployed");
        var before = await engine.ContainersAsync();

        wishes.Want(Wish(engine, "bad", NeverHealthy));
        await stacks.WakeAsync(key);
        await stacks.UntilAsync(key, "Stalled", "RolledBack");

        Assert.Equal(before, await engine.ContainersAsync());
        Assert.True((await engine.InspectAsync($"{engine.Name}-app-1")).State.Running);
        var failed = (await stacks.OperationsAsync(engine.Name)).Single(it => it.State == "failed");
        Assert.Contains("cannot find my data", await stacks.QueryAsync<string>($"SELECT string_agg(text, ' ') FROM operation_line WHERE operation = '{failed.Id}'"), StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    [Proves("STACK-12")]
    public async Task The_whole_plan_is_shown_before_it_is_approved_with_what_waits_for_health()
    {
        await using var engine = await Deployment.StartAsync();
        var (wishes, key) = (new PlayedWishes(), $"docker/test/{engine.Name}");
        wishes.Change(it => it.Policy.Apply = "approve");
        wishes.Want(Wish(engine, "one", Good));
        await using var stacks = await StartAsync(wishes);
        await stacks.UntilAsync(key, "Proposed", "ApprovalRequired");

        var plan = await stacks.Control.GetPlanAsync(new() { Kind = "stack", Key = key }, StacksHost.Operator);
        Assert.Empty(await engine.ContainersAsync());
        var steps = JsonNode.Parse(plan.Json)!["steps"]!.AsArray().Select(it => $"{it!["action"]} {it["object"]}").ToList();
        foreach (var container in (string[])["db-1", "app-1"])
        {
            Assert.Contains($"create docker/test/container/{engine.Name}-{container}", steps);
            Assert.Contains($"start docker/test/container/{engine.Name}-{container}", steps);
        }
        await stacks.ApproveAsync((await stacks.ProposalAsync(key))!);

        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync(engine.Name)).SingleOrDefault()?.State == "succeeded", "it is deployed");
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    public async Task A_file_that_a_container_mounts_is_news_to_that_service_alone()
    {
        await using var engine = await Deployment.StartAsync();
        var wishes = new PlayedWishes();
        wishes.Want(Wish(engine, "one", Good));
        await using var stacks = await StartAsync(wishes);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync(engine.Name)).SingleOrDefault()?.State == "succeeded", "it is deployed");
        var before = await engine.ContainersAsync();

        wishes.Want(Wish(engine, "two", Good, "<p>goodbye"));
        await stacks.WakeAsync($"docker/test/{engine.Name}");
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync(engine.Name)) is [{ State: "succeeded" }, _], "it is updated");

        var after = await engine.ContainersAsync();
        Assert.Equal(before[$"{engine.Name}-db-1"], after[$"{engine.Name}-db-1"]);
        Assert.Equal("<p>goodbye", await engine.ReadAsync(after[$"{engine.Name}-app-1"], "/page.html"));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    public async Task What_somebody_removes_by_hand_is_made_again_and_what_somebody_stops_stays_stopped()
    {
        await using var engine = await Deployment.StartAsync();
        var (wishes, key) = (new PlayedWishes(), $"docker/test/{engine.Name}");
        wishes.Want(Wish(engine, "one", Good));
        await using var stacks = await StartAsync(wishes);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync(engine.Name)).SingleOrDefault()?.State == "succeeded", "it is deployed");

        var app = (await engine.ContainersAsync())[$"{engine.Name}-app-1"];
        await engine.Client.Containers.RemoveContainerAsync(app, new() { Force = true });
        await stacks.WakeAsync(key);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync(engine.Name)) is [{ Kind: "repair", State: "succeeded" }, _], "it is repaired");
        var made = (await engine.ContainersAsync())[$"{engine.Name}-app-1"];
        Assert.NotEqual(app, made);

        await engine.Client.Containers.StopContainerAsync(made, new());
        await stacks.LookAsync(key);
        Assert.False((await engine.InspectAsync(made)).State.Running);
        var shown = await stacks.StackAsync(engine.Name);
        Assert.NotEmpty(shown.Notes);
        Assert.Equal("app state", $"{Assert.Single(shown.Drift).Service} {shown.Drift[0].Field}");
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    public async Task A_restart_ends_runs_and_not_containers_and_what_depends_comes_after_what_is_healthy_again()
    {
        await using var engine = await Deployment.StartAsync();
        var wishes = new PlayedWishes();
        wishes.Want(Wish(engine, "one", Good));
        await using var stacks = await StartAsync(wishes);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync(engine.Name)).SingleOrDefault()?.State == "succeeded", "it is deployed");
        var (before, db, app) = (await engine.ContainersAsync(), await RunOfAsync("db"), await RunOfAsync("app"));

        await stacks.Stacks.RestartAsync(new() { Stack = engine.Name }, StacksHost.Operator);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync(engine.Name))[0] is { Kind: "restart", State: "succeeded" }, "all of it is restarted");

        Assert.Equal(before, await engine.ContainersAsync());
        Assert.True(await RunOfAsync("db") > db);
        Assert.True(await RunOfAsync("app") > app);
        Assert.True(await RunOfAsync("app") > await RunOfAsync("db"));
        Assert.Equal(["healthy", "healthy"], (await stacks.StackAsync(engine.Name)).Services.Select(it => it.State));
        (db, app) = (await RunOfAsync("db"), await RunOfAsync("app"));

        await stacks.Stacks.RestartAsync(new() { Stack = engine.Name, Service = "app" }, StacksHost.Operator);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync(engine.Name)) is [{ Kind: "restart", State: "succeeded" }, { Kind: "restart" }, _], "app is restarted");

        Assert.Equal(db, await RunOfAsync("db"));
        Assert.True(await RunOfAsync("app") > app);

        async Task<DateTimeOffset> RunOfAsync(string service) =>
            DateTimeOffset.Parse((await engine.InspectAsync($"{engine.Name}-{service}-1")).State.StartedAt, CultureInfo.InvariantCulture);
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    [Proves("STACK-14")]
    public async Task What_fails_its_healthcheck_for_a_while_is_restarted_where_the_stack_asks_for_it()
    {
        await using var engine = await Deployment.StartAsync();
        var wishes = new PlayedWishes();
        var wish = Wish(engine, "one", Good);
        wish.ProjectJson = wish.ProjectJson.Replace("\"retries\": \"30\"", "\"retries\": \"2\"", StringComparison.Ordinal);
        wish.HealAfter = Duration.FromTimeSpan(TimeSpan.FromSeconds(1));
        wishes.Want(wish);
        await using var stacks = await StartAsync(wishes);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync(engine.Name)).SingleOrDefault()?.State == "succeeded", "it is deployed");
        var before = await engine.ContainersAsync();

        Assert.Equal("", await engine.ExecAsync($"{engine.Name}-app-1", "busybox", "rm", "/ready"));
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync(engine.Name)).Any(it => it is { Kind: "heal", State: "succeeded" }), "app is restarted");
        await Eventually.TrueAsync(async () => (await engine.InspectAsync($"{engine.Name}-app-1")).State.Health.Status == "healthy", "app is well again");

        Assert.Equal(before, await engine.ContainersAsync());
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    public async Task What_would_end_the_container_that_the_service_runs_in_is_refused_before_anything_is_touched()
    {
        await using var engine = await Deployment.StartAsync();
        var (wishes, key) = (new PlayedWishes(), $"docker/test/{engine.Name}");
        wishes.Want(Wish(engine, "one", Good));
        await using (var first = await StartAsync(wishes))
            await Eventually.TrueAsync(async () => (await first.OperationsAsync(engine.Name)).SingleOrDefault()?.State == "succeeded", "it is deployed");
        var before = await engine.ContainersAsync();
        var stopped = Wish(engine, "two", Good);
        stopped.State = "stopped";
        wishes.Want(stopped);

        await using var stacks = await StartAsync(wishes, new OwnContainer(before[$"{engine.Name}-app-1"]));
        await stacks.UntilAsync(key, "Stalled", "OwnContainer");

        Assert.Equal(before, await engine.ContainersAsync());
        var refused = await Assert.ThrowsAsync<Grpc.Core.RpcException>(async () => await stacks.Stacks.RestartAsync(new() { Stack = engine.Name }, StacksHost.Operator));
        Assert.Contains("the container that HomeLab's Stacks service runs in", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Empty(await stacks.OperationsAsync(engine.Name));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    public async Task What_nobody_declares_goes_by_a_persons_word_and_its_volume_stays()
    {
        await using var engine = await Deployment.StartAsync();
        var (wishes, key) = (new PlayedWishes(), $"docker/test/{engine.Name}");
        wishes.Want(Wish(engine, "one", Good));
        await using var stacks = await StartAsync(wishes);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync(engine.Name)).SingleOrDefault()?.State == "succeeded", "it is deployed");

        wishes.Change(it => it.Stacks.Clear());
        await stacks.WakeAsync(key);
        await stacks.UntilAsync(key, "Proposed", "Undeclared");
        Assert.Equal(2, (await engine.ContainersAsync()).Count);
        await stacks.ApproveAsync((await stacks.ProposalAsync(key))!);
        await Eventually.TrueAsync(async () => (await engine.ContainersAsync()).Count == 0, "its containers go");

        await stacks.UntilAsync(key, "Converged");
        Assert.Contains($"{engine.Name}_data", ((await engine.Client.Volumes.ListAsync()).Volumes ?? []).Select(it => it.Name));
        Assert.DoesNotContain($"{engine.Name}_default", (await engine.Client.Networks.ListNetworksAsync()).Select(it => it.Name));
    }
}
