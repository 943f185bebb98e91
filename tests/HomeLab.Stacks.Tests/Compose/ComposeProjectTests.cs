using HomeLab.Stacks.Compose;

namespace HomeLab.Stacks.Tests.Compose;

public class ComposeProjectTests
{
    [Fact]
    public void Reads_numbers_and_flags_that_come_as_text()
    {
        var service = Projects.Web("""
            "tty": "true", "mem_limit": "512m", "cpus": "0.5", "stop_grace_period": "1m30s", "shm_size": 67108864, "init": "false",
            "ports": [{"target": "80", "published": "8080", "host_ip": "127.0.0.1", "protocol": "tcp", "mode": "ingress"}],
            "healthcheck": {"test": ["CMD", "true"], "interval": "1m30s", "retries": "3", "start_period": "500ms"}
            """);

        Assert.True(service.Tty);
        Assert.False(service.Isolation.Init);
        Assert.Equal((536870912, 500_000_000), (service.Resources.Memory, service.Resources.NanoCpus));
        Assert.Equal(TimeSpan.FromSeconds(90), service.StopGracePeriod);
        Assert.Equal(67108864, service.Storage.ShmSize);
        Assert.Equal(new ComposePort(80, "tcp", "8080", "127.0.0.1"), Assert.Single(service.Networking.Ports));
        Assert.Equal((TimeSpan.FromSeconds(90), TimeSpan.FromMilliseconds(500), 3), (service.Healthcheck!.Interval, service.Healthcheck.StartPeriod, service.Healthcheck.Retries));
    }

    [Fact]
    public void Puts_services_without_networks_into_the_default_one()
    {
        var project = Projects.Parse("""{"name": "shop", "services": {"web": {"image": "nginx"}, "vpn": {"image": "vpn", "network_mode": "service:web"}}}""");

        Assert.Equal("shop_default", Assert.Single(project.Networks.Values).Name);
        Assert.Equal(["default"], project.Services["web"].Networking.Networks.Keys);
        Assert.Empty(project.Services["vpn"].Networking.Networks);
    }

    [Fact]
    public void Names_what_has_no_name_of_its_own_after_the_project()
    {
        var project = Projects.Parse("""
            {"name": "shop", "services": {"web": {"image": "nginx", "networks": {"front": null, "proxy": {"aliases": ["a"], "priority": 10}},
              "volumes": [{"type": "volume", "source": "data", "target": "/data"}, {"type": "volume", "source": "nas", "target": "/nas"}]}},
             "networks": {"front": {"driver": "bridge"}, "proxy": {"external": true}}, "volumes": {"data": null, "nas": {"external": "true", "name": "media"}}}
            """);

        Assert.Equal(["shop_front", "proxy"], project.Networks.Values.Select(it => it.Name));
        Assert.Equal(["shop_data", "media"], project.Volumes.Values.Select(it => it.Name));
        Assert.True(project.Networks["proxy"].IsExternal && project.Volumes["nas"].IsExternal);
        Assert.Equal(10, project.Services["web"].Networking.Networks["proxy"].Priority);
    }

    [Fact]
    public void Keeps_the_conditions_of_dependencies()
    {
        var project = Projects.Parse("""
            {"name": "shop", "services": {"db": {"image": "db"}, "job": {"image": "job"}, "web": {"image": "web", "depends_on": {
              "db": {"condition": "service_healthy", "required": true, "restart": true},
              "job": {"condition": "service_completed_successfully"}, "extra": {"condition": "service_started", "required": false}}}}}
            """);

        Assert.Equal(
        [
            new("db", ReadyCondition.Healthy, true, true), new("extra", ReadyCondition.Started, false, false),
            new("job", ReadyCondition.CompletedSuccessfully, true, false),
        ],
        project.Services["web"].DependsOn);
    }

    [Theory]
    [InlineData("""{"build": {"context": "."}}""", "services.web.build")]
    [InlineData("""{"develop": {}}""", "services.web.develop")]
    [InlineData("""{"provider": {"type": "x"}}""", "services.web.provider")]
    [InlineData("""{"imagine": 1}""", "services.web.imagine")]
    [InlineData("""{"mem_limit": "much"}""", "services.web.mem_limit")]
    [InlineData("""{"restart": "sometimes"}""", "services.web.restart")]
    [InlineData("""{"deploy": {"mode": "global"}}""", "services.web.deploy.mode")]
    [InlineData("""{"deploy": {"replicas": "2", "colour": "red"}}""", "services.web.deploy.colour")]
    [InlineData("""{"ports": [{"target": 0}]}""", "services.web.ports[0].target")]
    [InlineData("""{"volumes": [{"type": "npipe", "target": "/x"}]}""", "services.web.volumes[0].type")]
    [InlineData("""{"volumes": [{"type": "bind", "source": "x", "target": "/x"}]}""", "services.web.volumes[0].source")]
    [InlineData("""{"network_mode": "container:x", "ports": [{"target": 80}]}""", "services.web.ports")]
    [InlineData("""{"healthcheck": {"test": ["curl"]}}""", "services.web.healthcheck.test")]
    [InlineData("""{"depends_on": {"db": {"condition": "service_good"}}}""", "services.web.depends_on.db.condition")]
    [InlineData("""{"environment": {"A": [1]}}""", "services.web.environment.A")]
    [InlineData("""{"post_start": [{"command": []}]}""", "services.web.post_start[0].command")]
    [InlineData("""{"pre_stop": [{"command": "sync", "on_error": "x"}]}""", "services.web.pre_stop[0].on_error")]
    public void Refuses_what_it_cannot_do_by_the_fields_path(string service, string path)
    {
        var json = service.Insert(1, "\"image\": \"x\", ");

        Assert.Equal([path], Projects.ProblemsOf("""{"name": "shop", "services": {"web": WEB}}""".Replace("WEB", json, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"web": {"image": "x", "networks": {"front": null}}}""", "services.web.networks")]
    [InlineData("""{"web": {"image": "x", "volumes": [{"type": "volume", "source": "data", "target": "/d"}]}}""", "services.web.volumes")]
    [InlineData("""{"web": {"image": "x", "secrets": [{"source": "key"}]}}""", "services.web.secrets")]
    [InlineData("""{"web": {"image": "x", "network_mode": "service:vpn"}}""", "services.web.network_mode")]
    [InlineData("""{"web": {"image": "x", "depends_on": {"db": {"condition": "service_started"}}}}""", "services.web.depends_on")]
    [InlineData("""{"web": {"image": "x", "container_name": "w", "scale": 2}}""", "services.web.container_name")]
    [InlineData("""{"a": {"image": "x", "depends_on": {"b": {}}}, "b": {"image": "x", "network_mode": "service:a"}}""", "services")]
    public void Refuses_names_that_lead_nowhere_and_circles(string services, string path) =>
        Assert.Equal([path], Projects.ProblemsOf("""{"name": "shop", "services": ALL}""".Replace("ALL", services, StringComparison.Ordinal)));

    [Fact]
    public void Says_all_that_is_wrong_at_once_with_a_remedy_and_no_value()
    {
        var exception = Assert.Throws<ComposeException>(() => Projects.Parse(
            """{"name": "Shop", "services": {"web": {"build": ".", "tty": "s3cret", "environment": {"KEY": "s3cret"}}}}"""));

        Assert.Equal(["name", "services.web.build", "services.web.tty", "services.web.image"], exception.Problems.Select(it => it.Path));
        Assert.DoesNotContain("s3cret", exception.Message, StringComparison.Ordinal);
        Assert.All(exception.Problems, it => Assert.NotEmpty(it.Remedy));
    }

    [Fact]
    public void Notes_what_only_a_swarm_would_follow()
    {
        var project = Projects.Parse("""{"name": "shop", "services": {"web": {"image": "x", "x-note": 1, "deploy": {"placement": {}, "resources": {"reservations": {"cpus": "1"}}}}}}""");

        Assert.Equal(2, project.Notes.Count);
    }

    [Theory]
    [InlineData("echo 'a b' \"c \\\" d\" e\\ f", "echo|a b|c \" d|e f")]
    [InlineData("sh -c 'exit 1'", "sh|-c|exit 1")]
    [InlineData("it's \"both\"", null)]
    [InlineData("a '' b", "a||b")]
    public void Splits_a_command_as_a_shell_does(string command, string? words)
    {
        var json = System.Text.Json.JsonSerializer.Serialize(command);
        if (words is null)
            Assert.Throws<ComposeException>(() => Projects.Web($"\"command\": {json}"));
        else
            Assert.Equal(words.Split('|'), Projects.Web($"\"command\": {json}").Command);
    }

    [Theory]
    [InlineData("1073741824", 1073741824)]
    [InlineData("1g", 1073741824)]
    [InlineData("1.5gb", 1610612736)]
    [InlineData("300kib", 307200)]
    [InlineData("-1", -1)]
    public void Reads_sizes(string text, long bytes) => Assert.Equal(bytes, Projects.Web($"\"memswap_limit\": \"{text}\"").Resources.MemorySwap);

    [Fact]
    public void A_mount_whose_source_was_encrypted_is_the_hosts_where_that_is_a_path() =>
        Assert.Equal(MountKind.Bind, Assert.Single(Projects.Web("\"volumes\": [{\"source\": \"/srv/data\", \"target\": \"/data\"}]").Storage.Volumes).Kind);

    [Fact]
    public void Reads_modes_of_files_as_octal_text_and_as_numbers()
    {
        var project = Projects.Parse("""
            {"name": "shop", "services": {"web": {"image": "x", "secrets": [{"source": "a", "mode": "0400", "uid": "33"}, {"source": "b", "mode": 288}]}},
             "secrets": {"a": {"environment": "A"}, "b": {"file": "./b.txt"}}}
            """);

        var mounts = project.Services["web"].Storage.Secrets;
        Assert.Equal([("/run/secrets/a", 33, 256u), ("/run/secrets/b", 0, 288u)], mounts.Select(it => (it.Target, it.Uid, it.Mode)));
    }
}
