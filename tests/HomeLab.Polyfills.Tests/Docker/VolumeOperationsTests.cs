using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Testing.Requirements;

namespace HomeLab.Polyfills.Tests.Docker;

public sealed class VolumeOperationsTests(DockerFixture docker) : IClassFixture<DockerFixture>
{
    IVolumeOperations Volumes => docker.Client.Volumes;

    [RequiresFact(Requirement.Docker)]
    public async Task Keeps_what_a_container_wrote_for_the_next_one()
    {
        var name = $"homelab-test-{Guid.NewGuid():N}";
        await Volumes.CreateAsync(new VolumesCreateParameters { Name = name, Labels = new Dictionary<string, string> { ["homelab.test"] = name } });

        Assert.Equal(0, await RunAsync(name, "touch", "/kept/file"));
        Assert.Equal(0, await RunAsync(name, "test", "-e", "/kept/file"));
        Assert.Equal(name, (await Volumes.InspectAsync(name)).Labels["homelab.test"]);
        Assert.Contains((await Volumes.ListAsync()).Volumes, volume => volume.Name == name);
        Assert.Equal([name], (await Volumes.ListAsync(Named(name))).Volumes.Select(volume => volume.Name));
        await Volumes.RemoveAsync(name);

        var gone = await Assert.ThrowsAsync<DockerApiException>(() => Volumes.InspectAsync(name));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    async Task<long> RunAsync(string volume, params string[] command)
    {
        await using var container = await docker.CreateAsync(
            parameters => parameters.HostConfig.Mounts = [new Mount { Type = "volume", Source = volume, Target = "/kept" }], command);
        await docker.Client.Containers.StartContainerAsync(container.Id, new ContainerStartParameters());
        var exitCode = (await docker.Client.Containers.WaitContainerAsync(container.Id)).StatusCode;
        Assert.Equal(volume, Assert.Single((await docker.Client.Containers.InspectContainerAsync(container.Id)).Mounts).Name);
        return exitCode;
    }

    static VolumesListParameters Named(string name) => new()
    {
        Filters = new Dictionary<string, IDictionary<string, bool>> { ["name"] = new Dictionary<string, bool> { [name] = true } },
    };
}
