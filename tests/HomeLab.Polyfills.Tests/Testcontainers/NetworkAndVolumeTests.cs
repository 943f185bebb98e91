using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Networks;
using DotNet.Testcontainers.Volumes;
using HomeLab.Testing.Requirements;

namespace HomeLab.Polyfills.Tests.Testcontainers;

public sealed class NetworkAndVolumeTests(TestcontainersFixture docker) : IClassFixture<TestcontainersFixture>
{
    [RequiresFact(Requirement.Docker)]
    public async Task Containers_reach_each_other_by_alias_in_a_network_that_comes_and_goes()
    {
        var network = new NetworkBuilder().WithDockerEndpoint(docker.Endpoint).Build();
        await using var server = docker.Server().WithNetwork(network).WithNetworkAliases("web", "www")
            .WithWaitStrategy(Wait.ForUnixContainer().UntilInternalTcpPortIsAvailable(80)).Build();
        await using var client = docker.Container().WithNetwork(network).Build();
        await Task.WhenAll(server.StartAsync(), client.StartAsync());

        Assert.Equal(0, (await client.ExecAsync(["wget", "-q", "-O", "/dev/null", "http://web/sh"])).ExitCode);
        Assert.Equal(0, (await client.ExecAsync(["wget", "-q", "-O", "/dev/null", "http://www/sh"])).ExitCode);
        await server.DisposeAsync();
        await client.DisposeAsync();
        await network.DisposeAsync();

        Assert.DoesNotContain(network.Name, await NetworksAsync());
    }

    [RequiresFact(Requirement.Docker)]
    public async Task A_volume_outlives_its_containers_and_goes_when_disposed()
    {
        var volume = new VolumeBuilder().WithDockerEndpoint(docker.Endpoint).Build();
        await using (var writer = docker.Container().WithVolumeMount(volume, "/kept").Build())
        {
            await writer.StartAsync();
            await writer.ExecAsync(["touch", "/kept/file"]);
        }
        await using (var reader = docker.Container().WithVolumeMount(volume, "/kept").Build())
        {
            await reader.StartAsync();
            Assert.Equal(0, (await reader.ExecAsync(["test", "-e", "/kept/file"])).ExitCode);
        }

        await volume.DisposeAsync();

        using var daemon = new global::Docker.DotNet.DockerClientConfiguration(docker.Endpoint).CreateClient();
        Assert.DoesNotContain(volume.Name, ((await daemon.Volumes.ListAsync()).Volumes ?? []).Select(x => x.Name));
    }

    async Task<IEnumerable<string>> NetworksAsync()
    {
        using var daemon = new global::Docker.DotNet.DockerClientConfiguration(docker.Endpoint).CreateClient();
        return (await daemon.Networks.ListNetworksAsync()).Select(x => x.Name);
    }
}
