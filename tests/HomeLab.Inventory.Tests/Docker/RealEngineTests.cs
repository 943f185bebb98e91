using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Docker;

/// <summary>What the fake engine is held to.</summary>
public class RealEngineTests
{
    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    public async Task Follows_a_container_from_its_start_to_its_end()
    {
        var endpoint = await TestDocker.EndpointAsync();
        var image = await TestImage.ImportAsync(endpoint);
        using var client = new DockerClientConfiguration(endpoint).CreateClient();
        var host = $"h{Guid.NewGuid():n}.example.org";
        await using var observer = await RunningObserver.StartAsync(endpoint.AbsoluteUri);
        await observer.UntilReasonAsync("");

        var created = await CreateAsync(client, image, host, "immich-server-1");
        await client.Containers.StartContainerAsync(created, new ContainerStartParameters());
        var running = await observer.UntilAsync(it => it.Endpoints.Any(e => e.Host == host && e.IsRunning), "it runs");
        var successor = await CreateAsync(client, image, host, "immich-server-1-new");
        await client.Containers.RemoveContainerAsync(created, new ContainerRemoveParameters { Force = true });
        await client.Containers.StartContainerAsync(successor, new ContainerStartParameters());
        var anew = await observer.UntilAsync(it => it.Endpoints.Any(e => e.Host == host && e.Uid == successor && e.IsRunning), "its successor runs");
        await client.Containers.KillContainerAsync(successor, new ContainerKillParameters { Signal = "KILL" });
        await observer.UntilAsync(it => it.Endpoints.Any(e => e.Host == host && !e.IsRunning), "it has stopped and is kept");
        await client.Containers.RemoveContainerAsync(successor, new ContainerRemoveParameters { Force = true });
        await observer.UntilAsync(it => it.Endpoints.All(e => e.Host != host), "it is gone");

        Assert.Equal(running.Endpoints.Single(it => it.Host == host).Address, anew.Endpoints.Single(it => it.Host == host).Address);
        Assert.StartsWith("docker/host/immich-", anew.Endpoints.Single(it => it.Host == host).Resource, StringComparison.Ordinal);
        Assert.NotEmpty(RunningObserver.SourceOf(anew).Identity);
    }

    static async Task<string> CreateAsync(DockerClient client, string image, string host, string name)
    {
        var project = $"immich-{host[..9]}";
        var created = await client.Containers.CreateContainerAsync(new CreateContainerParameters
        {
            Image = image,
            Name = $"{project}-{name}",
            Labels = new Dictionary<string, string>
            {
                ["com.docker.compose.project"] = project,
                ["com.docker.compose.service"] = "server",
                ["com.docker.compose.container-number"] = "1",
                ["traefik.http.routers.photos.rule"] = $"Host(`{host}`)",
            },
        });
        return created.ID;
    }
}
