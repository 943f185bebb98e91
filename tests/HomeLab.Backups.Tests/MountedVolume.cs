using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Testing.Docker;

namespace HomeLab.Backups.Tests;

/// <summary>A volume of a real Engine in a container that runs. Disposing it removes both, and the volumes that were made beside it.</summary>
sealed class MountedVolume : IAsyncDisposable
{
    const string MountedAt = "/data";

    readonly DockerClient client;
    readonly Uri endpoint;
    readonly List<string> containers = [];
    readonly List<string> volumes = [];

    MountedVolume(DockerClient client, Uri endpoint) => (this.client, this.endpoint) = (client, endpoint);

    public IDockerClient Client => client;

    public string Name { get; } = $"t{Guid.NewGuid():n}"[..13];

    public string Address => $"docker/nas/volume/{Name}";

    public string Key => $"nightly/{Address}";

    public WantedVolume Wanted => new() { Address = Address, Name = Name, Engine = new EngineTarget { Name = "nas", Endpoint = endpoint.OriginalString } };

    public string Container => containers[0];

    public static async Task<MountedVolume> StartAsync(IDictionary<string, string>? labels = null)
    {
        var endpoint = await TestDocker.EndpointAsync();
        await TestImage.ImportAsync(endpoint);
        var it = new MountedVolume(new DockerClientConfiguration(endpoint).CreateClient(), endpoint);
        await it.RunAsync(it.Name, labels);
        return it;
    }

    /// <summary>Runs a container with the volume, and makes that if there is none.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> RunAsync(string volume, IDictionary<string, string>? labels = null)
    {
        volumes.Add(volume);
        var container = await client.Containers.CreateContainerAsync(new CreateContainerParameters
        {
            Image = TestImage.Name, Cmd = ["sleep", "86400"], Labels = labels,
            HostConfig = new HostConfig { Init = true, Mounts = [new Mount { Type = "volume", Source = volume, Target = MountedAt }] },
        });
        containers.Add(container.ID);
        await client.Containers.StartContainerAsync(container.ID, new ContainerStartParameters());
        return container.ID;
    }

    /// <summary>Runs a line of shell in the container, in the volume.</summary>
    /// <returns>What it wrote.</returns>
    public async Task<string> ShellAsync(string line, string? container = null)
    {
        var exec = await client.Exec.ExecCreateContainerAsync(
            container ?? Container, new ContainerExecCreateParameters { AttachStdout = true, AttachStderr = true, WorkingDir = MountedAt, Cmd = ["sh", "-c", line] });
        using var stream = await client.Exec.StartAndAttachContainerExecAsync(exec.ID, false);
        var (stdout, stderr) = await stream.ReadOutputToEndAsync(CancellationToken.None);
        return stdout + stderr;
    }

    public async Task<bool> HasAsync(string volume) => (await client.Volumes.ListAsync()).Volumes.Any(it => it.Name == volume);

    public async ValueTask DisposeAsync()
    {
        foreach (var container in containers)
            await client.Containers.RemoveContainerAsync(container, new ContainerRemoveParameters { Force = true });
        foreach (var volume in (await client.Volumes.ListAsync()).Volumes.Where(it => volumes.Contains(it.Name) || it.Name.StartsWith(Name, StringComparison.Ordinal)))
            await client.Volumes.RemoveAsync(volume.Name, force: true);
        client.Dispose();
    }
}
