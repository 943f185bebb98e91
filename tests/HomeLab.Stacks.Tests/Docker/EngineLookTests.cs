using HomeLab.Stacks.Compose;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Docker.Planning;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Tests.Compose;

namespace HomeLab.Stacks.Tests.Docker;

public sealed class EngineLookTests
{
    [Fact]
    public void Only_what_runs_and_is_of_our_making_counts_as_unhealthy()
    {
        var project = Projects.Parse("""{"name": "web", "services": {"app": {"image": "app:1", "scale": 5, "healthcheck": {"test": ["CMD", "true"]}}}}""");
        var (engine, stack) = (new FakeEngine(), Some.Stack("docker/nas/web"));
        var options = new PlanOptions { Stack = "stack/docker/nas/web" };
        engine.Apply(project, RepositoryFiles.None, options, ProjectPlanner.Plan(project, RepositoryFiles.None, engine.Observe("web"), options).Steps);
        engine.Edit("web-app-1", it => it with { Health = HealthState.Unhealthy });
        engine.Edit("web-app-2", it => it with { Health = HealthState.Unhealthy, Stack = "" });
        engine.Edit("web-app-3", it => it with { Health = HealthState.Unhealthy, State = ContainerState.Exited });
        engine.Edit("web-app-4", it => it with { Health = HealthState.Unhealthy, State = ContainerState.Paused });

        var look = EngineLook.Of(stack, new EngineWish(project, RepositoryFiles.None, options), engine.Observe("web"), LookPurpose.Keep);

        Assert.True(look.IsAsWanted);
        Assert.Equal("web-app-1", Assert.Single(look.Unhealthy).Name);
    }

    [Fact]
    public void What_others_wait_for_starts_first_and_the_rest_while_that_becomes_healthy()
    {
        var project = Projects.Parse("""
            {"name": "web", "services": {
              "db": {"image": "app:1", "healthcheck": {"test": ["CMD", "true"]}},
              "app": {"image": "app:1", "depends_on": {"db": {"condition": "service_healthy"}}},
              "side": {"image": "app:1"}}}
            """);
        var (engine, stack) = (new FakeEngine(), Some.Stack("docker/nas/web"));
        var options = new PlanOptions { Stack = "stack/docker/nas/web" };
        var wish = new EngineWish(project, RepositoryFiles.None, options);

        var first = Starts();
        engine.Edit("web-db-1", it => it with { Health = HealthState.Starting });
        var second = Starts();
        engine.Edit("web-db-1", it => it with { Health = HealthState.Healthy });

        Assert.Equal(["web-db-1", "|", "web-side-1", "|", "web-app-1"], first.Concat(["|"]).Concat(second).Concat(["|"]).Concat(Starts()));

        List<string> Starts()
        {
            var steps = EngineLook.Of(stack, wish, engine.Observe("web"), LookPurpose.Deploy).Steps.Select(it => ((EngineStep)it.Body).Step).ToList();
            engine.Apply(project, RepositoryFiles.None, options, steps);
            return [.. steps.Where(it => it.Action == StepAction.Start).Select(it => it.Name)];
        }
    }
}
