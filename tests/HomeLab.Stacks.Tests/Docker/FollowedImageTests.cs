using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using Contract = HomeLab.Contracts.Grpc.Stacks;

namespace HomeLab.Stacks.Tests.Docker;

/// <summary>A real Engine that pulls from a real, private registry.</summary>
public sealed class FollowedImageTests
{
    const string Web = """
        {"services": {"app": {"image": "IMAGE", "init": true, "stop_grace_period": "1s",
          "healthcheck": {"test": ["CMD", "test", "-e", "/ready"], "interval": "1s", "timeout": "20s", "retries": "30"}}}}
        """;

    const string Ready = "touch /ready; exec sleep 86400";
    const string NeverReady = "exec sleep 86400";

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker, Requirement.Registry)]
    [Proves("STACK-16", "STACK-20")]
    public async Task What_the_tag_names_is_followed_by_digest_and_goes_back_to_the_one_before_where_it_does_not_become_healthy()
    {
        await using var registry = await TestRegistry.StartAsync(isPrivate: true);
        await using var pulled = new PulledImages(await TestDocker.EndpointAsync(), registry.Host);
        await using var engine = await Deployment.StartAsync();
        var (key, container, content) = ($"docker/test/{engine.Name}", $"{engine.Name}-app-1", TestImage.Archive().ToArray());
        var first = await registry.PushAsync("app", "1", "a", content, "sh", "-c", Ready);
        var wishes = new PlayedWishes();
        wishes.Change(it => it.Registries.Add(new RegistryAccess { Host = registry.Host, User = TestRegistry.UserName, Password = new SecretReference { Env = "STACK_TEST_REGISTRY" }, CallsPerHour = 10_000 }));
        wishes.Want(Wish(engine, registry, TimeSpan.FromMinutes(5)));
        await using var stacks = await StacksHost.StartAsync(
            wishes,
            services =>
            {
                services.AddSingleton(new OwnContainer(null));
                services.AddSingleton<IStackExecutor, DockerExecutor>();
            },
            ("STACK_TEST_REGISTRY", registry.Password), ("Stacks:AsksRegistries", "true"), ("Stacks:ImageInterval", "00:00:01"));
        await Eventually.TrueAsync(async () => await RunsAsync(stacks) == first, "it is pulled and runs");
        await stacks.UntilAsync($"{registry.Host}/app:1", "Converged");
        var (before, image) = (await engine.ContainersAsync(), (await engine.InspectAsync(container)).Image);

        wishes.Want(Wish(engine, registry, TimeSpan.FromSeconds(10)));
        await registry.PushAsync("app", "1", "b", content, "sh", "-c", NeverReady);
        await stacks.UntilAsync(key, "Stalled", "RolledBack");
        Assert.Equal(before, await engine.ContainersAsync());
        Assert.True((await engine.InspectAsync(container)).State.Running);

        wishes.Want(Wish(engine, registry, TimeSpan.FromMinutes(5)));
        var third = await registry.PushAsync("app", "1", "c", content, "sh", "-c", Ready);
        await Eventually.TrueAsync(async () => await RunsAsync(stacks) == third, "the next is followed");
        await stacks.LookAsync(key);
        Assert.NotEqual(image, (await engine.InspectAsync(container)).Image);
        Assert.Equal($"{registry.Host}/app:1@{third}", (await engine.InspectAsync(container)).Config.Image);

        await stacks.Stacks.RollbackAsync(new Contract.RollbackRequest { Stack = engine.Name }, StacksHost.Operator);
        await stacks.UntilAsync(key, "Stalled", "RolledBack");
        Assert.Equal(image, (await engine.InspectAsync(container)).Image);
        Assert.Equal(
            [("rollback", "succeeded"), ("update", "succeeded"), ("rollback", "succeeded"), ("update", "failed"), ("deploy", "succeeded")],
            (await stacks.OperationsAsync(engine.Name)).Select(it => (it.Kind, it.State)));
        var everything = await stacks.QueryAsync<string>(
            "SELECT concat((SELECT string_agg(w::text, '') FROM homelab.work w), (SELECT string_agg(i::text, '') FROM homelab.intent i), (SELECT string_agg(o::text, '') FROM operation_line o), (SELECT string_agg(m::text, '') FROM image m))");
        Assert.DoesNotContain(registry.Password, everything, StringComparison.Ordinal);
    }

    static DesiredStack Wish(Deployment engine, TestRegistry registry, TimeSpan healthyWithin) => new()
    {
        Key = $"docker/test/{engine.Name}", Digest = "one", Name = engine.Name, Project = engine.Name, Source = "repository/home",
        Engine = new EngineTarget { Name = "test", Endpoint = engine.Endpoint.OriginalString },
        ProjectJson = Web.Replace("IMAGE", $"{registry.Host}/app:1", StringComparison.Ordinal),
        HealthyWithin = Duration.FromTimeSpan(healthyWithin),
        Updates = new Updates { Track = "digest", FollowsDigests = true },
    };

    static async Task<string> RunsAsync(StacksHost stacks) => await stacks.QueryAsync<string>("SELECT coalesce((SELECT running FROM stack_image WHERE well_since IS NOT NULL), '')");
}
