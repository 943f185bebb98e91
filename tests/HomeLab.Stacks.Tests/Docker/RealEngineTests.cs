using System.Net.Http.Json;
using Docker.DotNet.Models;
using HomeLab.Docker;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Docker.Applying;
using HomeLab.Stacks.Docker.Observing;
using HomeLab.Stacks.Docker.Planning;
using HomeLab.Stacks.Tests.Compose;
using HomeLab.Testing;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Requirements;

namespace HomeLab.Stacks.Tests.Docker;

/// <summary>What the planner says, made and looked at again at a real Engine.</summary>
public class RealEngineTests
{
    const string Shop = """
        {"name": "PROJECT", "services": {
          "db": {"image": "IMAGE", "command": ["sh", "-c", "touch /data/ready; exec sleep 86400"], "restart": "unless-stopped", "stop_grace_period": "1s", "init": true,
            "healthcheck": {"test": ["CMD", "test", "-e", "/data/ready"], "interval": "1s", "timeout": "20s", "retries": "30"},
            "volumes": [{"type": "volume", "source": "data", "target": "/data"}], "networks": {"back": {"aliases": ["database"]}}, "mem_limit": "64m", "shm_size": "32m"},
          "web": {"image": "IMAGE", "environment": {"TZ": "Europe/Berlin", "EMPTY": ""}, "labels": {"traefik.enable": "true"}, "cpus": "0.5", "init": true,
            "depends_on": {"db": {"condition": "service_healthy"}}, "deploy": {"replicas": "2"}, "networks": {"front": null, "back": {"priority": "10"}},
            "ports": [{"target": 80, "protocol": "tcp"}], "expose": ["9000"], "ulimits": {"nofile": {"soft": 1024, "hard": 2048}}, "cap_add": ["NET_ADMIN"],
            "tmpfs": ["/scratch:size=1m"], "sysctls": {"net.core.somaxconn": "1024"}, "extra_hosts": ["a.example.org=192.0.2.1"], "user": "0:0", "hostname": "web",
            "volumes": [{"type": "bind", "source": "./web/page.html", "target": "/www/page.html"}, {"type": "tmpfs", "target": "/t", "tmpfs": {"size": "1m"}}, {"type": "volume", "target": "/cache"}],
            "secrets": [{"source": "key", "mode": "0400", "uid": "33", "gid": "34"}], "logging": {"driver": "json-file", "options": {"max-size": "1m"}}},
          "extra": {"image": "IMAGE", "profiles": ["debug"]}},
         "networks": {"front": {"labels": {"a": "b"}}, "back": {"internal": true}}, "volumes": {"data": {"labels": {"backup": "daily"}}}, "secrets": {"key": {"content": "s3cret"}}}
        """;

    const string Small = """
        {"name": "PROJECT", "services": {"web": {"image": "IMAGE", "command": ["sh", "-c", "echo good morning; exec sleep 86400"], "stop_grace_period": "1s", "init": true,
          "healthcheck": {"test": ["CMD", "test", "-d", "/tmp"], "interval": "1s", "retries": 1}, "volumes": [{"type": "volume", "source": "data", "target": "/data"}],
          "configs": [{"source": "page", "target": "/page"}]}}, "volumes": {"data": {}}, "configs": {"page": {"content": "<p>"}}}
        """;

    [RequiresFact(Requirement.Docker)]
    public async Task Deploys_a_project_in_order_and_finds_nothing_to_do_afterwards()
    {
        await using var it = await Deployment.StartAsync();
        it.Files = Projects.Files(("./web/page.html", "<p>hello"));
        var project = it.Project(Shop);

        var plan = await it.DeployAsync(project);
        var containers = await it.ContainersAsync();
        var again = await it.PlanAsync(project);

        Assert.Equal([$"{it.Name}-db-1", $"{it.Name}-web-1", $"{it.Name}-web-2"], containers.Keys.Order());
        Assert.True(again.IsEmpty && again.Notes.Count == 0, again.ToString());
        Assert.DoesNotContain("s3cret", System.Text.Json.JsonSerializer.Serialize(plan), StringComparison.Ordinal);
        var web = await it.InspectAsync($"{it.Name}-web-1");
        Assert.Equal([$"{it.Name}_back", $"{it.Name}_front"], web.NetworkSettings.Networks.Keys.Order());
        Assert.Equal("<p>hello", await it.ReadAsync(web.ID, "/www/page.html"));
        Assert.Equal("s3cret", await it.ReadAsync(web.ID, "/run/secrets/key"));
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Touches_only_what_changed_and_keeps_what_it_replaces_until_the_new_one_is_healthy()
    {
        await using var it = await Deployment.StartAsync();
        it.Files = Projects.Files(("./web/page.html", "<p>hello"));
        await it.DeployAsync(it.Project(Shop));
        var before = await it.ContainersAsync();

        var changed = it.Project(Shop.Replace("Europe/Berlin", "Europe/Lisbon", StringComparison.Ordinal));
        var plan = await it.DeployAsync(changed);
        var after = await it.ContainersAsync();

        Assert.Equal(before[$"{it.Name}-db-1"], after[$"{it.Name}-db-1"]);
        Assert.NotEqual(before[$"{it.Name}-web-1"], after[$"{it.Name}-web-1"]);
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.All(plan.Steps.Where(step => step.Action == StepAction.Create), step => Assert.Equal("environment TZ changed", step.Because));
        Assert.Equal(
            ["Rename", "Create", "Deliver", "Stop", "Start", "Rename", "Create", "Deliver", "Stop", "Start", "Remove", "Remove"],
            // Older Engines take one network at the creation and are told of the others afterwards.
            plan.Steps.Where(step => step.Action != StepAction.Connect).Select(step => step.Action.ToString()));
        Assert.True((await it.PlanAsync(changed)).IsEmpty);
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Tells_of_each_step_whether_it_was_made_and_makes_none_twice()
    {
        await using var it = await Deployment.StartAsync();
        var project = it.Project(Small);
        var plan = await it.PlanAsync(project);
        var runner = it.Runner(project, "change-1");

        foreach (var step in plan.Steps)
        {
            var before = await runner.ReadBackAsync(step, CancellationToken.None);
            var first = await runner.ApplyAsync(step, CancellationToken.None);
            var second = await runner.ApplyAsync(step, CancellationToken.None);
            var after = await runner.ReadBackAsync(step, CancellationToken.None);

            Assert.True(before == StepEffect.NotApplied, $"before {step.Id}: {before}");
            // Files are copied again as long as the container has not started.
            Assert.True(after == (step.Action == StepAction.Deliver ? StepEffect.NotApplied : StepEffect.Applied), $"after {step.Id}: {after}");
            Assert.Equal(first.ProviderId, second.ProviderId);
        }
        Assert.Equal([$"{it.Name}-web-1"], (await it.ContainersAsync()).Keys);
        await Eventually.TrueAsync(
            async () => (await StepRunner.LogsAsync(it.Client, $"{it.Name}-web-1", 50, CancellationToken.None)).Contains("good morning", StringComparison.Ordinal), "its log is read");
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Brings_the_old_container_back_when_the_new_one_does_not_become_healthy()
    {
        await using var it = await Deployment.StartAsync();
        var good = it.Project(Small);
        await it.DeployAsync(good);
        var before = await it.ContainersAsync();
        var bad = it.Project(Small.Replace("\"test\", \"-d\"", "\"test\", \"-f\"", StringComparison.Ordinal));
        var plan = await it.PlanAsync(bad);

        await it.RunAsync(bad, plan.Steps.TakeWhile(step => step.Action != StepAction.Remove));
        WaitState? state = null;
        await Eventually.TrueAsync(
            async () => (state = await it.View.ReadAsync(plan.Gate.Single(), CancellationToken.None)).Reason.EndsWith("is unhealthy", StringComparison.Ordinal), "it is unhealthy");
        await it.RunAsync(good, ProjectPlanner.Rollback(await it.ObserveAsync(good)).Steps);

        Assert.Equal(WaitVerdict.Pending, state!.Verdict);
        Assert.Equal(before, await it.ContainersAsync());
        Assert.True((await it.InspectAsync($"{it.Name}-web-1")).State.Running);
        Assert.True((await it.PlanAsync(good)).IsEmpty);
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Never_touches_what_another_program_made_under_the_same_name()
    {
        await using var it = await Deployment.StartAsync();
        var project = it.Project(Small);
        await it.DeployAsync(project);
        var changed = it.Project(Small.Replace("morning", "evening", StringComparison.Ordinal));
        var plan = await it.PlanAsync(changed);
        var name = $"{it.Name}-web-1";
        await it.Client.Containers.RemoveContainerAsync((await it.ContainersAsync())[name], new ContainerRemoveParameters { Force = true });
        var foreign = await it.Client.Containers.CreateContainerAsync(new CreateContainerParameters
        {
            Image = it.Image, Name = name, Labels = new Dictionary<string, string> { ["com.docker.compose.project"] = it.Name },
        });
        await it.Client.Containers.StartContainerAsync(foreign.ID, new ContainerStartParameters());
        var runner = it.Runner(changed);

        foreach (var step in plan.Steps.Where(step => step.Action is not StepAction.Remove))
            Assert.Equal(EngineException.Fenced, (await Assert.ThrowsAsync<EngineException>(() => runner.ApplyAsync(step, CancellationToken.None))).Code);
        await runner.ApplyAsync(plan.Steps.Single(step => step.Action == StepAction.Remove), CancellationToken.None);

        Assert.True((await it.InspectAsync(foreign.ID)).State.Running);
        Assert.Equal(name, (await it.InspectAsync(foreign.ID)).Name.TrimStart('/'));
        Assert.Equal(["services.web"], (await it.PlanAsync(changed)).Problems.Select(problem => problem.Path));
        foreach (var kind in new[] { StepKind.Volume, StepKind.Network })
        {
            var step = new StackStep { Id = "x", Action = StepAction.Create, Kind = kind, Name = $"{it.Name}_{(kind == StepKind.Volume ? "data" : "default")}", Target = kind == StepKind.Volume ? "data" : "default", Because = "x" };
            Assert.Equal(EngineException.Fenced, (await Assert.ThrowsAsync<EngineException>(() => runner.ApplyAsync(step, CancellationToken.None))).Code);
        }
    }

    [RequiresFact(Requirement.Docker)]
    [Proves("STACK-13")]
    public async Task Names_and_mends_what_somebody_changed_by_hand()
    {
        await using var it = await Deployment.StartAsync();
        var project = it.Project(Small);
        await it.DeployAsync(project);
        var (name, id) = ($"{it.Name}-web-1", (await it.ContainersAsync())[$"{it.Name}-web-1"]);
        await it.Client.Networks.DisconnectNetworkAsync($"{it.Name}_default", new NetworkDisconnectParameters { Container = id });
        await it.Client.Containers.RenameContainerAsync(id, new ContainerRenameParameters { NewName = $"{name}-mine" }, CancellationToken.None);
        var mended = await it.DeployAsync(project);
        using var http = DockerHttp.Connect(it.Endpoint);
        using var updated = await http.PostAsJsonAsync($"containers/{id}/update", new { CpuShares = 512 });
        var replaced = await it.PlanAsync(project);

        Assert.Equal([StepAction.Rename, StepAction.Connect], mended.Steps.Select(step => step.Action));
        Assert.True(updated.IsSuccessStatusCode);
        Assert.Equal("cpu_shares 512 -> none, changed by hand", replaced.Steps[0].Because);
    }

    [RequiresFact(Requirement.Docker, Requirement.DockerCompose)]
    [Proves("STACK-11")]
    public async Task Adopts_what_docker_compose_started_without_touching_it_and_is_seen_by_it()
    {
        const string yaml = """
            services:
              db:
                image: IMAGE
                command: ["sh", "-c", "sleep 86400"]
                environment: {A: "1", B: two}
                labels: {backup: daily}
                volumes: ["data:/data", "/cache", "/tmp:/host:ro"]
                networks: {back: {aliases: [database]}}
                restart: unless-stopped
                stop_grace_period: 1s
                mem_limit: 64m
                shm_size: 32m
                cap_add: [NET_ADMIN]
                ulimits: {nofile: {soft: 1024, hard: 2048}}
                extra_hosts: ["a.example.org:192.0.2.1"]
                healthcheck: {test: ["CMD", "true"], interval: 1s, retries: 3}
                logging: {driver: json-file, options: {max-size: 1m}}
              web:
                image: IMAGE
                depends_on: [db]
                ports: ["80"]
                expose: ["9000"]
                tmpfs: [/scratch]
                networks: [front, back]
                init: true
                stop_grace_period: 1s
                hostname: web
                user: "0"
            networks: {front: {}, back: {internal: true}}
            volumes: {data: {labels: {keep: "1"}}}
            """;
        const string json = """
            {"name": "PROJECT", "services": {
              "db": {"image": "IMAGE", "command": ["sh", "-c", "sleep 86400"], "environment": {"A": "1", "B": "two"}, "labels": {"backup": "daily"},
                "volumes": [{"type": "volume", "source": "data", "target": "/data"}, {"type": "volume", "target": "/cache"}, {"type": "bind", "source": "/tmp", "target": "/host", "read_only": true}],
                "networks": {"back": {"aliases": ["database"]}}, "restart": "unless-stopped", "stop_grace_period": "1s", "mem_limit": "67108864", "shm_size": "33554432",
                "cap_add": ["NET_ADMIN"], "ulimits": {"nofile": {"soft": 1024, "hard": 2048}}, "extra_hosts": ["a.example.org=192.0.2.1"],
                "healthcheck": {"test": ["CMD", "true"], "interval": "1s", "retries": 3}, "logging": {"driver": "json-file", "options": {"max-size": "1m"}}},
              "web": {"image": "IMAGE", "depends_on": {"db": {"condition": "service_started"}}, "ports": [{"target": 80, "protocol": "tcp"}], "expose": ["9000"],
                "tmpfs": ["/scratch"], "networks": {"front": null, "back": null}, "init": true, "stop_grace_period": "1s", "hostname": "web", "user": "0"}},
             "networks": {"front": {}, "back": {"internal": true}}, "volumes": {"data": {"labels": {"keep": "1"}}}}
            """;
        await using var it = await Deployment.StartAsync();
        await it.ComposeAsync(yaml, "up", "-d");
        var before = await it.ContainersAsync();

        var adopted = await it.PlanAsync(it.Project(json));
        var changed = it.Project(json.Replace("\"two\"", "\"three\"", StringComparison.Ordinal));
        var plan = await it.DeployAsync(changed);
        var seen = await it.ComposeAsync(yaml, "ps");

        Assert.Equal("", adopted.ToString());
        Assert.Equal("environment B changed", plan.Steps[0].Because);
        Assert.Equal(before.Single(container => container.Key.Contains("web", StringComparison.Ordinal)).Value, (await it.ContainersAsync()).Single(container => container.Key.Contains("web", StringComparison.Ordinal)).Value);
        Assert.Contains($"{it.Name}-db-1", seen, StringComparison.Ordinal);
        Assert.True((await it.PlanAsync(changed)).IsEmpty);
    }
}
