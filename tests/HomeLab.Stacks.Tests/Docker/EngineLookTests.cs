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
}
