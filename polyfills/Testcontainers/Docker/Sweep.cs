using Docker.DotNet;
using Docker.DotNet.Models;

namespace DotNet.Testcontainers.Docker;

/// <summary>
/// Removes containers, networks and volumes of processes that ended without disposing them.
/// </summary>
/// <remarks>
/// The real package leaves this to a container of its own, Ryuk, which lives as long as a connection to the test process.
/// Its image would have to be pulled; so here the next test process on the same machine cleans up instead.
/// </remarks>
static class Sweep
{
    static readonly Dictionary<string, IDictionary<string, bool>> Owned = new()
    {
        ["label"] = new Dictionary<string, bool> { [Session.OwnerLabel] = true },
    };

    public static async Task RunAsync(DockerClient client)
    {
        var containers = await client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = Owned });
        foreach (var container in containers.Where(x => IsAbandoned(x.Labels)))
        {
            await TryAsync(() => client.Containers.RemoveContainerAsync(
                container.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }));
        }

        foreach (var network in (await client.Networks.ListNetworksAsync(new NetworksListParameters { Filters = Owned })).Where(x => IsAbandoned(x.Labels)))
            await TryAsync(() => client.Networks.DeleteNetworkAsync(network.ID));

        var volumes = await client.Volumes.ListAsync(new VolumesListParameters { Filters = Owned });
        foreach (var volume in (volumes.Volumes ?? []).Where(x => IsAbandoned(x.Labels)))
            await TryAsync(() => client.Volumes.RemoveAsync(volume.Name));
    }

    static bool IsAbandoned(IDictionary<string, string> labels) =>
        labels.TryGetValue(Session.OwnerLabel, out var owner) && ProcessIdentity.TryParse(owner, out var process) && process.HasEnded;

    static async Task TryAsync(Func<Task> remove)
    {
        try
        {
            await remove();
        }
        catch (DockerApiException)
        {
            // Another test process is cleaning up too, or somebody still uses it: there is a next time.
        }
    }
}
