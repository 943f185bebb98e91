using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Docker.Planning;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Operations;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Stacks.Tests.Docker;

/// <summary>Commands that services have run after a start and before a stop, at a real Engine.</summary>
public sealed class HookTests
{
    const string Shop = """
        {"services": {
          "app": {"image": "IMAGE", "command": ["sleep", "86400"], "init": true, "stop_grace_period": "1s", "environment": {"EDIT": "NUMBER", "PASSWORD": "\uE000DB\uE001"},
            "post_start": [
              {"command": ["sh", "-c", "echo first $PASSWORD; echo first >> /tmp/started"]},
              {"command": "sh -c 'echo $WHO in $(busybox pwd) >> /tmp/started'", "working_dir": "/tmp", "environment": {"WHO": "second"}}, LAST],
            "pre_stop": [{"command": ["sh", "-c", "echo NUMBER >> /data/stopped"]}],
            "volumes": [{"type": "volume", "source": "data", "target": "/data"}]},
          "after": {"image": "IMAGE", "command": ["sleep", "86400"], "init": true, "stop_grace_period": "1s", "depends_on": {"app": {"condition": "service_started"}}}},
         "volumes": {"data": null}}
        """;

    const string Good = """{"command": ["true"], "user": "0:0"}""";
    const string Bad = """{"command": ["sh", "-c", "echo no such table; exit 3"]}""";

    static DesiredStack Wish(Deployment engine, int number, string last) => new()
    {
        Key = $"docker/test/{engine.Name}", Digest = $"edit {number}", Name = engine.Name, Project = engine.Name, Source = "repository/home", Commit = $"commit {number}",
        Engine = new EngineTarget { Name = "test", Endpoint = engine.Endpoint.OriginalString },
        ProjectJson = Shop.Replace("IMAGE", engine.Image, StringComparison.Ordinal).Replace("NUMBER", $"{number}", StringComparison.Ordinal).Replace("LAST", last, StringComparison.Ordinal),
        Secrets = { ["DB"] = new SecretReference { Env = "STACK_TEST_DB" } },
        HealthyWithin = Duration.FromTimeSpan(TimeSpan.FromMinutes(5)),
    };

    static Task<StacksHost> StartAsync(PlayedWishes wishes)
    {
        wishes.Change(it => (it.Policy.MaxDeletes, it.Policy.MaxDeleteShare) = (1000, 1));
        return StacksHost.StartAsync(
            wishes,
            services =>
            {
                services.AddSingleton(new OwnContainer(null));
                services.AddSingleton<IStackExecutor, DockerExecutor>();
            },
            ("STACK_TEST_DB", "hunter2hunter2"));
    }

    static Task UntilAsync(StacksHost stacks, Deployment engine, string kind) => Eventually.TrueAsync(
        async () =>
        {
            if (await stacks.OperationsAsync(engine.Name) is not [var last, ..] || last.Kind != kind)
                return false;
            Assert.True(last.State != "failed", last.Reason);
            return last.State == "succeeded";
        },
        $"{kind} is done");

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    [Proves("STACK-24")]
    public async Task Commands_run_once_after_each_start_and_before_each_stop_of_ours()
    {
        await using var engine = await Deployment.StartAsync();
        var (wishes, app) = (new PlayedWishes(), $"{engine.Name}-app-1");
        wishes.Want(Wish(engine, 1, Good));
        await using var stacks = await StartAsync(wishes);
        await UntilAsync(stacks, engine, "deploy");

        Assert.Equal("Converged", (await stacks.LookAsync($"docker/test/{engine.Name}")).Outcome);
        Assert.Equal("first\nsecond in /tmp\n", await engine.ReadAsync(app, "/tmp/started"));
        var log = await LogAsync();
        Assert.Contains("first …", log, StringComparison.Ordinal);
        Assert.True(log.IndexOf("post_start 3 of app", StringComparison.Ordinal) < log.IndexOf("after-1 start", StringComparison.Ordinal), log);

        wishes.Want(Wish(engine, 2, Good));
        await stacks.WakeAsync($"docker/test/{engine.Name}");
        await UntilAsync(stacks, engine, "update");
        Assert.Equal("first\nsecond in /tmp\n", await engine.ReadAsync(app, "/tmp/started"));
        Assert.Equal("2\n", await engine.ReadAsync(app, "/data/stopped"));

        await stacks.Stacks.RestartAsync(new() { Stack = engine.Name, Service = "app" }, StacksHost.Operator);
        await UntilAsync(stacks, engine, "restart");
        Assert.Equal("Converged", (await stacks.LookAsync($"docker/test/{engine.Name}")).Outcome);
        Assert.Equal("first\nsecond in /tmp\nfirst\nsecond in /tmp\n", await engine.ReadAsync(app, "/tmp/started"));
        Assert.Equal("2\n2\n", await engine.ReadAsync(app, "/data/stopped"));
        Assert.DoesNotContain("hunter2", await stacks.QueryAsync<string>(
            "SELECT concat((SELECT string_agg(w::text, '') FROM homelab.work w), (SELECT string_agg(l::text, '') FROM homelab.ledger l), (SELECT string_agg(i::text, '') FROM homelab.intent i), (SELECT string_agg(o::text, '') FROM operation_line o), (SELECT string_agg(h::text, '') FROM hook h))"), StringComparison.Ordinal);

        Task<string> LogAsync() => stacks.QueryAsync<string>("SELECT string_agg(step || ' ' || text, E'\\n' ORDER BY id) FROM operation_line");
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    [Proves("STACK-24")]
    public async Task A_command_that_fails_takes_the_deployment_back_and_is_not_tried_again_by_itself()
    {
        await using var engine = await Deployment.StartAsync();
        var (wishes, key) = (new PlayedWishes(), $"docker/test/{engine.Name}");
        wishes.Want(Wish(engine, 1, Good));
        await using var stacks = await StartAsync(wishes);
        await UntilAsync(stacks, engine, "deploy");
        var before = await engine.ContainersAsync();

        wishes.Want(Wish(engine, 2, Bad));
        await stacks.WakeAsync(key);
        await stacks.UntilAsync(key, "Stalled", "RolledBack");
        await stacks.LookAsync(key);

        Assert.Equal(before, await engine.ContainersAsync());
        Assert.True((await engine.InspectAsync($"{engine.Name}-app-1")).State.Running);
        var failed = Assert.Single(await stacks.OperationsAsync(engine.Name), it => it.State == "failed");
        Assert.Equal($"post_start 3 of {engine.Name}-app-1 ended with exit code 3.", failed.Reason);
        Assert.Contains("no such table", await stacks.QueryAsync<string>($"SELECT string_agg(text, ' ') FROM operation_line WHERE operation = '{failed.Id}'"), StringComparison.Ordinal);
        // It was stopped and started again, and what is to follow its start followed.
        Assert.Equal("first\nsecond in /tmp\nfirst\nsecond in /tmp\n", await engine.ReadAsync($"{engine.Name}-app-1", "/tmp/started"));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    public async Task A_first_deployment_whose_command_failed_goes_on_with_that_command_when_a_person_says_so()
    {
        await using var engine = await Deployment.StartAsync();
        var (wishes, key) = (new PlayedWishes(), $"docker/test/{engine.Name}");
        wishes.Want(Wish(engine, 1, """{"command": ["test", "-e", "/data/table"]}"""));
        await using var stacks = await StartAsync(wishes);
        await stacks.UntilAsync(key, "Stalled", "Failed");

        Assert.Equal("", await engine.ExecAsync($"{engine.Name}-app-1", "touch", "/data/table"));
        await stacks.LookAsync(key);
        Assert.Single(await stacks.OperationsAsync(engine.Name));
        await stacks.Stacks.DeployAsync(new() { Stack = engine.Name }, StacksHost.Operator);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync(engine.Name)) is [{ State: "succeeded" }, _], "it is deployed");

        Assert.Equal("first\nsecond in /tmp\n", await engine.ReadAsync($"{engine.Name}-app-1", "/tmp/started"));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    public async Task What_became_of_a_command_is_read_back_and_what_nobody_knows_any_more_counts_as_failed()
    {
        await using var engine = await Deployment.StartAsync();
        await using var stacks = await StacksHost.StartAsync(new PlayedWishes());
        await engine.DeployAsync(engine.Project("""{"name": "PROJECT", "services": {"app": {"image": "IMAGE", "command": ["sleep", "86400"], "init": true}}}"""));
        var (name, id) = (await engine.ContainersAsync()).Single();
        var (store, stack) = (stacks.Services.GetRequiredService<HookStore>(), Wish(engine, 1, Good));
        var runs = new HookRuns(engine.Client, store, TimeProvider.System);

        Assert.IsType<Settlement.Rejected>(await runs.ReadBackAsync(stack, Step(0), Open(), CancellationToken.None));

        var created = await BegunAsync(0, "true");
        Assert.IsType<Settlement.Rejected>(await runs.ReadBackAsync(stack, Step(0), created.Intent, CancellationToken.None));

        var succeeds = await BegunAsync(0, "true");
        await EndedAsync(succeeds.Exec);
        Assert.IsType<Settlement.Applied>(await runs.ReadBackAsync(stack, Step(0), succeeds.Intent, CancellationToken.None));
        Assert.Equal(1, Assert.Single(await store.ListAsync(stack.Key, stack.Digest, CancellationToken.None)).Done);

        var runsOn = await BegunAsync(1, "sleep", "86400");
        await engine.Client.Exec.StartContainerExecAsync(runsOn.Exec);
        Assert.IsType<Settlement.Unconfirmed>(await runs.ReadBackAsync(stack, Step(1), runsOn.Intent, CancellationToken.None));

        var fails = await BegunAsync(1, "false");
        await EndedAsync(fails.Exec);
        Assert.IsType<Settlement.Rejected>(await runs.ReadBackAsync(stack, Step(1), fails.Intent, CancellationToken.None));
        Assert.Equal($"post_start 2 of {name} ended with exit code 1.", Assert.Single(await store.ListAsync(stack.Key, stack.Digest, CancellationToken.None)).Failure);

        var gone = (Intent: Open(), Exec: new string('0', 64));
        await store.BeginAsync(stack.Key, id, new HookCall(HookPhase.PostStart, 1, false, ""), "", Guid.NewGuid(), gone.Intent.Id, gone.Exec, CancellationToken.None);
        Assert.IsType<Settlement.Rejected>(await runs.ReadBackAsync(stack, Step(1), gone.Intent, CancellationToken.None));
        Assert.Contains("does not know any more", Assert.Single(await store.ListAsync(stack.Key, stack.Digest, CancellationToken.None)).Failure, StringComparison.Ordinal);

        StackStep Step(int number) => new()
        {
            Id = "exec", Action = StepAction.Exec, Kind = StepKind.Container, Name = name, Service = "app", ExpectedId = id, Because = "it has started",
            Hook = new HookCall(HookPhase.PostStart, number, false, ""),
        };

        Intent Open() => new(
            Guid.CreateVersion7(), new WorkKey("stack", stack.Key), new IntentDraft($"docker/test/container/{name}", "exec", null, "{}", "a test"),
            new Cause("Resync", "", null, TimeProvider.System.GetUtcNow()), TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow());

        async Task<(Intent Intent, string Exec)> BegunAsync(int number, params string[] command)
        {
            var intent = Open();
            var exec = (await engine.Client.Exec.ExecCreateContainerAsync(id, new() { Cmd = command })).ID;
            await store.BeginAsync(stack.Key, id, new HookCall(HookPhase.PostStart, number, false, ""), "", Guid.NewGuid(), intent.Id, exec, CancellationToken.None);
            return (intent, exec);
        }

        async Task EndedAsync(string exec)
        {
            await engine.Client.Exec.StartContainerExecAsync(exec);
            await Eventually.TrueAsync(async () => !(await engine.Client.Exec.InspectContainerExecAsync(exec)).Running, "it has ended");
        }
    }
}
