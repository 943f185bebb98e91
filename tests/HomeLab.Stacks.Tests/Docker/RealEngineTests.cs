using Docker.DotNet.Models;
using HomeLab.Stacks.Docker.Planning;
using HomeLab.Stacks.Tests.Compose;
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
}
