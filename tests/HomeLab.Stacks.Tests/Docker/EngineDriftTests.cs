using HomeLab.Stacks.Compose;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Docker.Planning;
using HomeLab.Stacks.Tests.Compose;

namespace HomeLab.Stacks.Tests.Docker;

public sealed class EngineDriftTests
{
    static readonly ComposeProject Shop = Projects.Parse(
        """
        {"name": "shop", "services": {
          "app": {"image": "app:1", "environment": {"KEY": "s3cret"}, "scale": 2},
          "db": {"image": "db:1"},
          "job": {"image": "job:1", "restart": "no"}}}
        """);

    readonly FakeEngine engine = new();
    readonly PlanOptions options = new() { Stack = "stack/host/shop" };

    public EngineDriftTests()
    {
        engine.Apply(Shop, RepositoryFiles.None, options, ProjectPlanner.Plan(Shop, RepositoryFiles.None, engine.Observe(), options).Steps);
        engine.Edit("shop-job-1", it => it with { State = ContainerState.Exited });
    }

    IEnumerable<string> Drift()
    {
        var observed = engine.Observe();
        return EngineDrift.Of(new EngineWish(Shop, RepositoryFiles.None, options), observed, ProjectPlanner.Plan(Shop, RepositoryFiles.None, observed, options)).Select(it => it.ToString());
    }

    [Fact]
    public void There_is_none_in_what_runs_as_it_was_made() => Assert.Empty(Drift());

    [Fact]
    public void Each_change_is_named_by_service_and_field_and_never_by_value()
    {
        engine.Edit("shop-app-2", it => it with { Fields = it.Fields.SetItem("environment.KEY", "oth3r").SetItem("memory", "536870912") });
        engine.Edit("shop-db-1", it => it with { State = ContainerState.Exited, ExitCode = 137, Networks = [] });

        Assert.Equal(["app: environment KEY", "app: memory", "db: network shop_default", "db: state"], Drift());
    }

    [Fact]
    public void What_is_gone_or_has_another_name_or_image_is_named()
    {
        engine.Edit("shop-app-1", it => it with { Name = "shop-app-old" });
        engine.Edit("shop-app-2", it => it with { ImageId = "sha256:" + new string('e', 64) });
        engine.Containers.RemoveAll(it => it.Name == "shop-db-1");

        Assert.Equal(["app: image", "app: name", "db: container"], Drift());
    }
}
