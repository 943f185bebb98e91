using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Stacks.Tests.Docker;

/// <summary>Two installations, each with a database of its own, whose labs have the same stack on the same real Engine.</summary>
public sealed class TwoInstallationsTests
{
    const string Web = """
        {"services": {"app": {"image": "IMAGE", "command": ["sleep", "86400"], "init": true, "stop_grace_period": "1s", "environment": {"OF": "WHOM"},
          "volumes": [{"type": "volume", "source": "data", "target": "/data"}]}}, "volumes": {"data": null}}
        """;

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    [Proves("STACK-42")]
    public async Task Two_installations_that_want_the_same_stack_do_not_fight_and_one_hands_it_to_the_other()
    {
        await using var engine = await Deployment.StartAsync();
        var (key, container) = ($"docker/test/{engine.Name}", $"{engine.Name}-app-1");
        var (here, there) = (new PlayedWishes(), new PlayedWishes());
        here.Want(Wish(engine, "here"));
        await using var first = await StartAsync(here, "first");
        await first.UntilAsync(key, "Converged");
        var before = await engine.ContainersAsync();

        there.Want(Wish(engine, "there"));
        await using var second = await StartAsync(there, "second");
        await second.UntilAsync(key, "Stalled", "OtherInstallation");
        Assert.Equal("Converged", (await first.LookAsync(key)).Outcome);
        Assert.Empty(await second.OperationsAsync(engine.Name));
        Assert.Equal(before, await engine.ContainersAsync());

        // What it does not declare any more it does not take away either.
        there.Change(it => it.Stacks.Clear());
        await second.LookAsync(key);
        Assert.Equal(before, await engine.ContainersAsync());
        there.Want(Wish(engine, "there"));

        await second.Stacks.TakeAsync(new() { Stack = engine.Name }, StacksHost.Operator);
        await second.UntilAsync(key, "Converged");
        await first.WakeAsync(key);
        await first.UntilAsync(key, "Stalled", "OtherInstallation");
        var app = await engine.InspectAsync(container);
        Assert.Contains("OF=there", app.Config.Env);
        Assert.Equal(["second"], app.Config.Labels.Where(it => it.Key == ComposeLabels.Installation).Select(it => it.Value));
        Assert.Equal("Converged", (await second.LookAsync(key)).Outcome);
        Assert.Equal(app.ID, (await engine.InspectAsync(container)).ID);

        here.Change(it => it.Stacks.Clear());
        await first.WakeAsync(key);
        await first.UntilAsync(key, "Converged");
        Assert.Equal(app.ID, (await engine.InspectAsync(container)).ID);
        var nothing = await Assert.ThrowsAsync<Grpc.Core.RpcException>(async () => await second.Stacks.TakeAsync(new() { Stack = engine.Name }, StacksHost.Operator));
        Assert.Contains("Nothing of", nothing.Status.Detail, StringComparison.Ordinal);
    }

    static DesiredStack Wish(Deployment engine, string whom) => new()
    {
        Key = $"docker/test/{engine.Name}", Digest = whom, Name = engine.Name, Project = engine.Name, Source = "repository/home",
        Engine = new EngineTarget { Name = "test", Endpoint = engine.Endpoint.OriginalString },
        ProjectJson = Web.Replace("IMAGE", engine.Image, StringComparison.Ordinal).Replace("WHOM", whom, StringComparison.Ordinal),
        HealthyWithin = Duration.FromTimeSpan(TimeSpan.FromMinutes(5)),
    };

    static Task<StacksHost> StartAsync(PlayedWishes wishes, string installation) => StacksHost.StartAsync(
        wishes,
        services =>
        {
            services.AddSingleton(new OwnContainer(null));
            services.AddSingleton<IStackExecutor, DockerExecutor>();
        },
        ("HomeLab:Installation", installation));
}
