using System.Text.Json;
using HomeLab.Stacks.Compose;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Docker.Planning;
using HomeLab.Stacks.Tests.Compose;
using HomeLab.Testing;

namespace HomeLab.Stacks.Tests.Docker;

public class ProjectPlannerTests
{
    const string Shop = """
        {"name": "shop", "services": {
          "cache": {"image": "cache:1"},
          "db": {"image": "db:1", "volumes": [{"type": "volume", "source": "data", "target": "/data"}], "healthcheck": {"test": ["CMD", "true"]}},
          "web": {"image": "web:1", "environment": {"TZ": "Europe/Berlin", "KEY": "s3cret"}, "scale": 2, "networks": {"front": null, "default": null},
            "depends_on": {"db": {"condition": "service_healthy"}}, "secrets": [{"source": "key"}]}},
         "networks": {"front": {}}, "volumes": {"data": {}}, "secrets": {"key": {"content": "s3cret"}}}
        """;

    readonly FakeEngine engine = new();
    PlanOptions options = new() { Stack = "stack/host/shop" };

    [Fact]
    public void Makes_what_others_need_before_them_and_nothing_twice()
    {
        var plan = Deploy(Shop);

        Assert.Equal(
        [
            "Create Volume shop_data", "Create Network shop_default", "Create Network shop_front", "Pull Image cache:1", "Pull Image db:1", "Pull Image web:1",
            "Create Container shop-cache-1", "Start Container shop-cache-1", "Create Container shop-db-1", "Start Container shop-db-1",
            "Create Container shop-web-1", "Deliver Container shop-web-1", "Start Container shop-web-1",
            "Create Container shop-web-2", "Deliver Container shop-web-2", "Start Container shop-web-2",
        ],
        plan.Steps.Select(it => it.Id));
        Assert.Equal([new StepWait("shop-db-1", ReadyCondition.Healthy)], plan.Steps.Single(it => it.Id == "Start Container shop-web-1").Waits);
        Assert.Equal(4, plan.Gate.Count);
        Assert.Equal("", Plan(Shop).ToString());
    }

    [Fact]
    public void Keeps_values_of_variables_and_secrets_out_of_what_it_says_and_is_the_same_after_a_journey_as_text()
    {
        Deploy(Shop);
        var plan = Plan(Shop.Replace("s3cret", "s3cret2", StringComparison.Ordinal).Replace("db:1", "db:2", StringComparison.Ordinal));

        var json = JsonSerializer.Serialize(plan.Steps);
        Assert.DoesNotContain("s3cret", json + plan, StringComparison.Ordinal);
        Assert.Contains("environment KEY changed, the content of its files changed", json, StringComparison.Ordinal);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<StackStep[]>(json)));
    }

    [Fact]
    public void What_is_done_for_another_wish_is_another_change()
    {
        Deploy(Shop);
        var paris = Deploy(Shop.Replace("Berlin", "Paris", StringComparison.Ordinal)).Steps;
        var rome = Deploy(Shop.Replace("Berlin", "Rome", StringComparison.Ordinal)).Steps;

        Assert.Equal(paris.Select(it => $"{it.Action} {it.Service}"), rome.Select(it => $"{it.Action} {it.Service}"));
        Assert.DoesNotContain(paris.Zip(rome), it => JsonSerializer.Serialize(it.First) == JsonSerializer.Serialize(it.Second));
    }

    [Fact]
    public void Waits_in_each_step_for_steps_before_it_only()
    {
        var first = Deploy(Shop);
        var second = Deploy(Shop.Replace(":1", ":2", StringComparison.Ordinal));

        foreach (var plan in new[] { first, second })
        {
            var seen = new HashSet<string>();
            Assert.All(plan.Steps, it =>
            {
                Assert.All(it.After, before => Assert.Contains(before, seen));
                Assert.True(seen.Add(it.Id), it.Id);
            });
        }
    }

    [Fact]
    public void Replaces_beside_the_old_one_which_goes_when_all_that_was_started_is_healthy()
    {
        Deploy(Shop);
        var old = Container("shop-db-1");
        engine.Images["db:2"] = "sha256:" + new string('2', 64);

        var plan = Plan(Shop.Replace("db:1", "db:2", StringComparison.Ordinal));

        var aside = $"{old.Id[..12]}_shop-db-1";
        Assert.Equal(
            ["Rename Container shop-db-1 " + aside, "Create Container shop-db-1", "Stop Container shop-db-1", "Start Container shop-db-1", "Remove Container shop-db-1"],
            plan.Steps.Select(it => it.Id));
        Assert.All(plan.Steps.Where(it => it.Action is StepAction.Rename or StepAction.Stop or StepAction.Remove), it => Assert.Equal(old.Id, it.ExpectedId));
        Assert.Equal($"image {old.ImageId[..19]} -> sha256:222222222222", plan.Steps[0].Because);
        Assert.Equal([new StepWait("shop-db-1", ReadyCondition.Healthy)], plan.Steps[^1].Waits);
    }

    [Theory]
    [InlineData("memory", "536870912", "memory 512 MiB -> 0, changed by hand")]
    [InlineData("restart", "always", "restart always -> no, changed by hand")]
    [InlineData("environment.TZ", "s3cret", "environment TZ changed, changed by hand")]
    [InlineData("label.x", "s3cret", "label x removed, changed by hand")]
    public void Names_what_somebody_changed_by_hand(string field, string value, string because)
    {
        Deploy(Shop);
        engine.Edit("shop-web-2", it => it with { Fields = it.Fields.SetItem(field, value) });

        var plan = Plan(Shop);

        Assert.Equal([because], plan.Steps.Where(it => it.Action == StepAction.Create).Select(it => it.Because));
        Assert.All(plan.Steps, it => Assert.Equal("web", it.Service));
    }

    [Fact]
    public void Mends_names_and_networks_in_place()
    {
        Deploy(Shop);
        engine.Networks.Add(new ObservedNetwork { Id = "other", Name = "other" });
        engine.Edit("shop-web-1", it => it with { Name = "mine", Networks = [it.Networks[0], new ObservedAttachment("other", "other", [], "", "")] });
        engine.Edit("shop-db-1", it => it with { Networks = [it.Networks[0] with { Aliases = ["x"] }] });

        var plan = Deploy(Shop);

        Assert.Equal(
        [
            "Disconnect Container shop-db-1 shop_default", "Connect Container shop-db-1 shop_default", "Rename Container mine shop-web-1",
            "Connect Container mine shop_front", "Disconnect Container mine other",
        ],
        plan.Steps.Select(it => it.Id));
        Assert.Equal("", Plan(Shop).ToString());
    }

    [Fact]
    public void Scales_by_number()
    {
        Deploy(Shop);
        var kept = Container("shop-web-1").Id;

        var down = Deploy(Shop.Replace("\"scale\": 2", "\"scale\": 1", StringComparison.Ordinal));
        var up = Deploy(Shop.Replace("\"scale\": 2", "\"scale\": 3", StringComparison.Ordinal));

        Assert.Equal([(StepAction.Stop, "shop-web-2"), (StepAction.Delete, "shop-web-2")], down.Steps.Select(it => (it.Action, it.Name)));
        Assert.Equal(["shop-web-2", "shop-web-3"], up.Steps.Where(it => it.Action == StepAction.Create).Select(it => it.Name));
        Assert.Equal(kept, Container("shop-web-1").Id);
    }

    [Fact]
    public void Stops_in_reverse_and_removes_nothing_where_a_stack_is_wished_stopped()
    {
        Deploy(Shop);
        options = options with { IsWantedRunning = false };

        var plan = Deploy(Shop);

        Assert.Equal(["shop-web-2", "shop-web-1", "shop-db-1", "shop-cache-1"], plan.Steps.Select(it => it.Name));
        Assert.All(plan.Steps, it => Assert.Equal(StepAction.Stop, it.Action));
        Assert.True(Plan(Shop).IsEmpty);
    }

    [Fact]
    public void Respects_that_somebody_stopped_a_container_unless_told_to_start_it()
    {
        Deploy(Shop);
        engine.Edit("shop-cache-1", it => it with { State = ContainerState.Exited, ExitCode = 137 });

        var respected = Plan(Shop);
        options = options with { StartsStopped = true };
        var started = Plan(Shop);

        Assert.True(respected.IsEmpty);
        Assert.Contains("shop-cache-1 has stopped (exit code 137)", Assert.Single(respected.Notes), StringComparison.Ordinal);
        Assert.Equal(["Start Container shop-cache-1"], started.Steps.Select(it => it.Id));
    }

    [Fact]
    public void Leaves_a_job_alone_that_has_done_its_work()
    {
        const string jobs = """
            {"name": "shop", "services": {"job": {"image": "job:1"}, "web": {"image": "web:1", "depends_on": {"job": {"condition": "service_completed_successfully"}}}}}
            """;
        Deploy(jobs);
        engine.Edit("shop-job-1", it => it with { State = ContainerState.Exited, ExitCode = 0 });
        options = options with { StartsStopped = true };

        Assert.Equal("", Plan(jobs).ToString());
    }

    [Fact]
    public void Says_what_external_things_are_missing_and_plans_nothing()
    {
        var plan = Plan("""
            {"name": "shop", "services": {"web": {"image": "web:1", "pull_policy": "never", "networks": {"proxy": null},
              "volumes": [{"type": "volume", "source": "nas", "target": "/nas"}, {"type": "bind", "source": "./conf", "target": "/conf"}]}},
             "networks": {"proxy": {"external": true}}, "volumes": {"nas": {"external": true}}}
            """);

        Assert.True(plan.IsEmpty);
        Assert.Equal(["services.web.volumes", "volumes.nas", "networks.proxy", "services.web.image"], plan.Problems.Select(it => it.Path));
    }

    [Fact]
    public void Touches_nothing_of_others_that_has_the_name_it_wants()
    {
        engine.Networks.Add(new ObservedNetwork { Id = "n", Name = "shop_front", Labels = TextMaps.Of([new(ComposeLabels.Project, "other")]) });
        engine.Volumes.Add(new ObservedVolume("shop_data", "local", "then", TextMaps.Empty, TextMaps.Empty));
        var resources = Plan(Shop);
        engine.Networks.Clear();
        engine.Volumes.Clear();
        engine.Others.Add(new OtherContainer(new string('f', 64), "shop-db-1", "", []));
        var container = Plan(Shop);

        Assert.Equal(["volumes.data", "networks.front"], resources.Problems.Select(it => it.Path));
        Assert.Equal(["services.db"], container.Problems.Select(it => it.Path));
        Assert.True(resources.IsEmpty && container.IsEmpty);
    }

    [Fact]
    public void Never_makes_a_volume_anew()
    {
        Deploy(Shop);

        var plan = Plan(Shop.Replace("\"data\": {}", "\"data\": {\"driver_opts\": {\"type\": \"nfs\"}}", StringComparison.Ordinal));

        Assert.True(plan.IsEmpty);
        Assert.Contains("shop_data differs", Assert.Single(plan.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Makes_a_network_anew_under_running_containers_unless_others_are_in_it()
    {
        Deploy(Shop);
        var changed = Shop.Replace("\"front\": {}", "\"front\": {\"internal\": true}", StringComparison.Ordinal);
        var ids = engine.Containers.Select(it => it.Id).ToArray();
        engine.Others.Add(new OtherContainer("x", "guest", "", ["shop_front"]));
        var withGuest = Plan(changed);
        engine.Others.Clear();

        var plan = Deploy(changed);

        Assert.True(withGuest.IsEmpty);
        Assert.Contains("guest", Assert.Single(withGuest.Notes), StringComparison.Ordinal);
        Assert.Equal(["Disconnect", "Disconnect", "Remove", "Create", "Connect", "Connect"], plan.Steps.Select(it => it.Action.ToString()));
        Assert.Equal(ids, engine.Containers.Select(it => it.Id));
        Assert.Equal("", Plan(changed).ToString());
    }

    [Fact]
    public void Removes_its_own_services_that_the_project_no_longer_has_and_names_those_of_others()
    {
        Deploy(Shop);
        engine.Edit("shop-web-2", it => it with { Stack = "", Hash = "", Service = "guest" });
        var without = """{"name": "shop", "services": {"db": {"image": "db:1", "volumes": [{"type": "volume", "source": "data", "target": "/data"}], "healthcheck": {"test": ["CMD", "true"]}}}, "volumes": {"data": {}}}""";

        var plan = Deploy(without);

        Assert.Equal(["shop-cache-1", "shop-web-1", "shop-cache-1", "shop-web-1"], plan.Steps.Select(it => it.Name));
        Assert.Equal(["Stop", "Stop", "Delete", "Delete"], plan.Steps.Select(it => it.Action.ToString()));
        Assert.Contains("shop-web-2", Assert.Single(plan.Notes), StringComparison.Ordinal);
        Assert.Equal(["shop-db-1", "shop-web-2"], engine.Containers.Select(it => it.Name).Order());
    }

    [Fact]
    public void Brings_back_what_was_put_aside()
    {
        Deploy(Shop);
        var before = engine.Containers.Select(it => (it.Id, it.Name)).Order().ToArray();
        var changed = Shop.Replace("db:1", "db:2", StringComparison.Ordinal).Replace("Berlin", "Lisbon", StringComparison.Ordinal);
        var plan = Plan(changed);
        engine.Apply(Projects.Parse(changed), RepositoryFiles.None, options, plan.Steps.TakeWhile(it => it.Action != StepAction.Remove));

        var rollback = ProjectPlanner.Rollback(engine.Observe());
        engine.Apply(Projects.Parse(Shop), RepositoryFiles.None, options, rollback.Steps);

        Assert.Equal(before, engine.Containers.Select(it => (it.Id, it.Name)).Order());
        Assert.All(engine.Containers, it => Assert.True(it.IsRunning));
        Assert.Equal("", Plan(Shop).ToString());
    }

    [Fact]
    public void Enables_profiles_only_where_it_is_told_to()
    {
        const string profiles = """{"name": "shop", "services": {"web": {"image": "web:1"}, "debug": {"image": "debug:1", "profiles": ["debug"]}}}""";

        var without = Deploy(profiles);
        options = options with { Profiles = new HashSet<string> { "debug" } };
        var with = Deploy(profiles);

        Assert.DoesNotContain(without.Steps, it => it.Service == "debug");
        Assert.Equal(["Create", "Start"], with.Steps.Where(it => it.Service == "debug").Select(it => it.Action.ToString()));
    }

    [Fact]
    public void Replaces_with_a_service_those_that_share_its_network_and_restarts_those_that_ask_for_it()
    {
        const string vpn = """
            {"name": "shop", "services": {"vpn": {"image": "vpn:1", "environment": {"A": "1"}}, "torrent": {"image": "torrent:1", "network_mode": "service:vpn"},
              "web": {"image": "web:1", "depends_on": {"vpn": {"condition": "service_started", "restart": true}}}}}
            """;
        Deploy(vpn);

        var plan = Deploy(vpn.Replace("\"1\"", "\"2\"", StringComparison.Ordinal));

        Assert.Equal(["environment A changed", "vpn is replaced, whose namespace it shares"], plan.Steps.Where(it => it.Action == StepAction.Create).Select(it => it.Because));
        Assert.Equal("shop-web-1", plan.Steps.Single(it => it.Action == StepAction.Restart).Name);
        Assert.Equal("", Plan(vpn.Replace("\"1\"", "\"2\"", StringComparison.Ordinal)).ToString());
    }

    [Fact]
    public void Hands_volumes_without_a_name_to_the_successor()
    {
        engine.Images["db:1"] = "sha256:1";
        engine.Images["db:2"] = "sha256:2";
        engine.Defaults["sha256:1"] = engine.Defaults["sha256:2"] = new ImageDefaults { Volumes = ["/var/lib/db"] };
        const string db = """{"name": "shop", "services": {"db": {"image": "db:1"}}}""";
        Deploy(db);
        var volume = Container("shop-db-1").AnonymousVolumes["/var/lib/db"];

        Deploy(db.Replace("db:1", "db:2", StringComparison.Ordinal));

        Assert.Equal(volume, Container("shop-db-1").AnonymousVolumes["/var/lib/db"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Comes_to_the_same_end_from_wherever_a_deployment_was_cut_off(bool attachesAtCreation)
    {
        var changed = Shop.Replace("db:1", "db:2", StringComparison.Ordinal).Replace("Berlin", "Lisbon", StringComparison.Ordinal).Replace("\"front\": {}", "\"front\": {\"internal\": true}", StringComparison.Ordinal);
        for (var made = 0; ; made++)
        {
            var one = new ProjectPlannerTests(attachesAtCreation);
            one.Deploy(Shop);
            var plan = one.Plan(changed);
            one.engine.Apply(Projects.Parse(changed), RepositoryFiles.None, one.options, plan.Steps.Take(made));

            one.options = one.options with { StartsStopped = true };
            one.Deploy(changed);

            Assert.Equal("", one.Plan(changed).ToString());
            Assert.Equal(["shop-cache-1", "shop-db-1", "shop-web-1", "shop-web-2"], one.engine.Containers.Select(it => it.Name).Order());
            Assert.All(one.engine.Containers, it => Assert.True(it.IsRunning));
            if (made == plan.Steps.Count)
                break;
        }
    }

    [Fact]
    [Proves("STACK-43")]
    public void Comes_to_rest_after_anything_that_people_and_crashes_do()
    {
        for (var seed = 0; seed < 100; seed++)
            new ProjectPlannerTests(seed % 2 == 0).Live(new Random(seed), seed);
    }

    void Live(Random random, int seed)
    {
        options = options with { StartsStopped = true };
        var wish = (Image: 1, Zone: 1, Scale: 2, HasCache: true, IsInternal: false);
        for (var round = 0; round < 12; round++)
        {
            wish = random.Next(8) switch
            {
                0 => wish with { Image = wish.Image + 1 },
                1 => wish with { Zone = wish.Zone + 1 },
                2 => wish with { Scale = random.Next(4) },
                3 => wish with { HasCache = !wish.HasCache },
                4 => wish with { IsInternal = !wish.IsInternal },
                _ => wish,
            };
            Meddle(random);
            var (json, plan) = (Json(wish), Plan(Json(wish)));
            Assert.Empty(plan.Problems);
            engine.Apply(Projects.Parse(json), RepositoryFiles.None, options, plan.Steps.Take(random.Next(plan.Steps.Count + 1)));
        }
        var last = Json(wish);
        for (var look = 0; look < 3 && !Plan(last).IsEmpty; look++)
            Deploy(last);

        Assert.True(Plan(last).IsEmpty, $"seed {seed}: {Plan(last)}");
        Assert.Equal(
            Enumerable.Range(1, wish.Scale).Select(it => $"shop-web-{it}").Append("shop-db-1").Concat(wish.HasCache ? ["shop-cache-1"] : []).Order(),
            engine.Containers.Select(it => it.Name).Order());
        Assert.All(engine.Containers, it => Assert.True(it.IsRunning, $"seed {seed}: {it.Name}"));
    }

    static string Json((int Image, int Zone, int Scale, bool HasCache, bool IsInternal) wish)
    {
        var json = Shop.Replace("web:1", $"web:{wish.Image}", StringComparison.Ordinal).Replace("Berlin", $"Berlin{wish.Zone}", StringComparison.Ordinal)
            .Replace("\"scale\": 2", $"\"scale\": {wish.Scale}", StringComparison.Ordinal);
        if (wish.IsInternal)
            json = json.Replace("\"front\": {}", "\"front\": {\"internal\": true}", StringComparison.Ordinal);
        return wish.HasCache ? json : json.Replace("\"cache\": {\"image\": \"cache:1\"},", "", StringComparison.Ordinal);
    }

    void Meddle(Random random)
    {
        if (engine.Containers.Count == 0)
            return;
        var at = random.Next(engine.Containers.Count);
        var container = engine.Containers[at];
        switch (random.Next(8))
        {
            case 0:
                engine.Containers[at] = container with { State = ContainerState.Exited, ExitCode = 137 };
                break;
            case 1:
                engine.Containers.RemoveAt(at);
                break;
            case 2 when !container.IsAside:
                engine.Containers[at] = container with { Name = $"mine-{container.Id[..12]}" };
                break;
            case 3:
                engine.Containers[at] = container with { Fields = container.Fields.SetItem("memory", "1") };
                break;
            case 4:
                engine.Containers[at] = container with { Networks = [.. container.Networks.Skip(1)] };
                break;
            default:
                break;
        }
    }

    public ProjectPlannerTests() { }

    ProjectPlannerTests(bool attachesAtCreation) => engine = new FakeEngine { AttachesAtCreation = attachesAtCreation };

    ObservedContainer Container(string name) => engine.Containers.Single(it => it.Name == name);

    ProjectPlan Plan(string json) => ProjectPlanner.Plan(Projects.Parse(json), RepositoryFiles.None, engine.Observe(), options);

    ProjectPlan Deploy(string json)
    {
        var plan = Plan(json);
        Assert.True(plan.Problems.Count == 0, plan.ToString());
        engine.Apply(Projects.Parse(json), RepositoryFiles.None, options, plan.Steps);
        return plan;
    }
}
