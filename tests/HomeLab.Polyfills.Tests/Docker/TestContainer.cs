using Docker.DotNet;
using Docker.DotNet.Models;

namespace HomeLab.Polyfills.Tests.Docker;

/// <summary>A container that is removed when it is disposed, running or not.</summary>
public sealed class TestContainer(DockerClient client, string id) : IAsyncDisposable
{
    public string Id => id;

    public async ValueTask DisposeAsync()
    {
        try
        {
            await client.Containers.RemoveContainerAsync(id, new ContainerRemoveParameters { Force = true });
        }
        catch (DockerContainerNotFoundException)
        {
            // The test removed it.
        }
    }
}
