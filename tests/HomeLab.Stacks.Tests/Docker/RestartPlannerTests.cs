using HomeLab.Stacks.Compose;
using HomeLab.Stacks.Docker.Planning;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Tests.Compose;

namespace HomeLab.Stacks.Tests.Docker;

public sealed class RestartPlannerTests
{
    static readonly ComposeProject Shop = Projects.Parse(
        """
        {"name": "shop", "services": {
          "app": {"image": "app:1", "depends_on": {"db": {"condition": "service_healthy"}}},
          "db": {"image": "db:1", "healthcheck": {"test": ["CMD", "true"]}},
          "proxy": {"image": "proxy:1", "depends_on": {"app": {"condition": "service_started", "restart": true}}},
          "sidecar": {"image": "proxy:1", "network_mode": "service:db"}}}
        """);

    readonly FakeEngine engine = new();
    readonly PlanOptions options = new() { Stack = "stack/host/shop" };

    public RestartPlannerTests()
    {
        engine.Apply(Shop, RepositoryFiles.None, options, ProjectPlanner.Plan(Shop, RepositoryFiles.None, engine.Observe(), options).Steps);
    }

    ProjectPlan Plan(Restart restart) => RestartPlanner.Plan(Shop, engine.Observe(), restart);

    static IEnumerable<string> Ids(ProjectPlan plan) => plan.Steps.Select(it => it.Id["Restart Container shop-".Length..]);

    [Fact]
    public void Restarts_each_after_what_it_depends_on_and_once_that_is_ready_again()
    {
        var plan = Plan(new Restart(""));

        Assert.Equal(["db-1", "app-1", "proxy-1", "sidecar-1"], Ids(plan));
        Assert.Equal(["Restart Container shop-db-1"], plan.Steps[1].After);
        Assert.Equal([new StepWait("shop-db-1", ReadyCondition.Healthy)], plan.Steps[1].Waits);
        Assert.Equal(4, plan.Gate.Count);
    }

    [Fact]
    public void Goes_on_with_what_has_still_the_run_that_was_to_end()
    {
        var runs = Plan(new Restart("")).Steps.ToDictionary(it => it.ExpectedId!, it => it.StartedAt!);
        engine.Apply(Shop, RepositoryFiles.None, options, Plan(new Restart("", runs)).Steps.Take(2));

        var rest = Plan(new Restart("", runs));
        engine.Apply(Shop, RepositoryFiles.None, options, rest.Steps);

        Assert.Equal(["proxy-1", "sidecar-1"], Ids(rest));
        Assert.Empty(Plan(new Restart("", runs)).Steps);
        Assert.Equal(4, Plan(new Restart("", runs)).Gate.Count);
    }

    [Theory]
    [InlineData("app", "app-1", "proxy-1")]
    [InlineData("db", "db-1", "sidecar-1")]
    [InlineData("proxy", "proxy-1")]
    public void Takes_along_what_cannot_go_on_without_a_named_one(string service, params string[] restarted) => Assert.Equal(restarted, Ids(Plan(new Restart(service))));

    [Fact]
    public void Starts_what_somebody_stopped_only_where_it_is_named()
    {
        engine.Edit("shop-proxy-1", it => it with { State = ContainerState.Exited, ExitCode = 137 });

        Assert.DoesNotContain("proxy-1", Ids(Plan(new Restart(""))));
        Assert.Equal(["app-1"], Ids(Plan(new Restart("app"))));
        Assert.Equal(["proxy-1"], Ids(Plan(new Restart("proxy"))));
    }

    [Fact]
    public void Refuses_a_service_that_is_none()
    {
        var plan = Plan(new Restart("ap"));

        Assert.Empty(plan.Steps);
        Assert.Contains("name one of app, db, proxy, sidecar", plan.ToString(), StringComparison.Ordinal);
    }
}
