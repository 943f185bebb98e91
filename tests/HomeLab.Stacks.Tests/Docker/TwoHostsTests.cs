using Docker.DotNet;
using Docker.DotNet.Models;
using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.NativeServers;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Stacks.Tests.Docker;

/// <summary>Two real Engines with a project of the same name.</summary>
public sealed class TwoHostsTests
{
    const string Web = """{"services": {"app": {"image": "IMAGE", "command": ["sleep", "86400"], "init": true, "stop_grace_period": "1s", "environment": {"EDIT": "NUMBER"}}}}""";

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker, Requirement.PrivateDocker)]
    [Proves("STACK-6")]
    public async Task Each_host_has_stacks_of_its_own_and_one_that_is_gone_does_not_stop_the_other()
    {
        await using var near = await Deployment.StartAsync();
        await using var far = await DockerEngine.StartAsync();
        await TestImage.ImportAsync(far.Endpoint);
        using var atFar = new DockerClientConfiguration(far.Endpoint).CreateClient();
        var wishes = new PlayedWishes();
        wishes.Want(Wish(near, "near", near.Endpoint, 1));
        wishes.Want(Wish(near, "far", far.Endpoint, 1));
        await using var stacks = await StacksHost.StartAsync(
            wishes,
            services =>
            {
                services.AddSingleton(new OwnContainer(null));
                services.AddSingleton<IStackExecutor, DockerExecutor>();
            },
            ("Stacks:RetryAfter", "00:00:01"));
        await stacks.UntilAsync($"docker/near/{near.Name}", "Converged");
        await stacks.UntilAsync($"docker/far/{near.Name}", "Converged");
        Assert.Equal([$"/{near.Name}-app-1"], (await atFar.Containers.ListContainersAsync(new ContainersListParameters())).SelectMany(it => it.Names));
        Assert.Equal([$"{near.Name}-app-1"], (await near.ContainersAsync()).Keys);

        far.Kill();
        wishes.Want(Wish(near, "near", near.Endpoint, 2));
        wishes.Want(Wish(near, "far", far.Endpoint, 2));

        await Eventually.TrueAsync(async () => await stacks.OperationsAsync($"docker/near/{near.Name}") is [{ Kind: "update", State: "succeeded" }, _], "the other host has its edit");
        Assert.Contains("EDIT=2", (await near.InspectAsync($"{near.Name}-app-1")).Config.Env);
        await Eventually.TrueAsync(async () => await stacks.WorkAsync($"docker/far/{near.Name}") is { Outcome: "Waiting", Reason.Length: > 0 }, "the one that is gone is waited for");
        await stacks.UntilAsync($"docker/near/{near.Name}", "Converged");
    }

    static DesiredStack Wish(Deployment project, string host, Uri endpoint, int edit) => new()
    {
        Key = $"docker/{host}/{project.Name}", Digest = $"{edit}", Name = project.Name, Project = project.Name, Source = "repository/home",
        Engine = new EngineTarget { Name = host, Endpoint = endpoint.OriginalString },
        ProjectJson = Web.Replace("IMAGE", TestImage.Name, StringComparison.Ordinal).Replace("NUMBER", $"{edit}", StringComparison.Ordinal),
        HealthyWithin = Duration.FromTimeSpan(TimeSpan.FromMinutes(5)),
    };
}
