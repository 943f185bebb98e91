using HomeLab.Stacks.Compose;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Docker.Planning;
using HomeLab.Stacks.Tests.Compose;

namespace HomeLab.Stacks.Tests.Docker;

public sealed class HandoverTests
{
    const string Checked = "\"healthcheck\": {\"test\": [\"CMD\", \"true\"]}";

    readonly FakeEngine engine = new();
    PlanOptions options = new() { Stack = "stack/host/home" };

    [Fact]
    public void The_container_that_plans_ends_last_and_beside_a_healthy_successor_only()
    {
        RunInside("stacks:1", Checked);

        var plan = Plan("stacks:2", Checked);

        Assert.Equal(["Pull", "Rename", "Create", "Start", "Stop", "Remove"], plan.Steps.Select(it => it.Action.ToString()));
        Assert.Equal([new StepWait("home-stacks-1", ReadyCondition.Healthy)], plan.Steps.Single(it => it.Action == StepAction.Stop).Waits);
    }

    [Theory]
    [InlineData("services.stacks.healthcheck", "\"environment\": {\"EDIT\": \"2\"}")]
    [InlineData("services.stacks.ports", $"{Checked}, \"ports\": [{{\"target\": 80, \"published\": \"8080\"}}]")]
    public void It_is_left_alone_where_a_successor_could_not_start_beside_it_or_show_that_it_works(string path, string settings)
    {
        RunInside("stacks:1", "\"init\": true");

        var plan = Plan("stacks:1", settings);

        Assert.Equal([path], plan.Problems.Select(it => it.Path));
        Assert.True(plan.IsEmpty);
    }

    void RunInside(string image, string settings)
    {
        engine.Apply(Project(image, settings), RepositoryFiles.None, options, Plan(image, settings).Steps);
        options = options with { OwnContainer = engine.Containers.Single().Id };
    }

    ProjectPlan Plan(string image, string settings) => ProjectPlanner.Plan(Project(image, settings), RepositoryFiles.None, engine.Observe("home"), options);

    static ComposeProject Project(string image, string settings) =>
        Projects.Parse($$$"""{"name": "home", "services": {"stacks": {"image": "{{{image}}}", {{{settings}}} } } }""");
}
