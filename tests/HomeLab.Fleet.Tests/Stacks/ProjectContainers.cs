using Docker.DotNet;
using Docker.DotNet.Models;

namespace HomeLab.Fleet.Tests.Stacks;

/// <summary>What bears the projects' labels; goes at the end.</summary>
sealed class ProjectContainers(DockerClient engine, params string[] projects) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        foreach (var project in projects)
        {
            var filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { [$"com.docker.compose.project={project}"] = true } };
            foreach (var container in await engine.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = filters }))
                await engine.Containers.RemoveContainerAsync(container.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true });
            foreach (var network in await engine.Networks.ListNetworksAsync(new NetworksListParameters { Filters = filters }))
                await engine.Networks.DeleteNetworkAsync(network.ID);
            foreach (var volume in (await engine.Volumes.ListAsync(new VolumesListParameters { Filters = filters })).Volumes)
                await engine.Volumes.RemoveAsync(volume.Name);
        }
    }
}
