using System.Diagnostics;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using HomeLab.NativeServers;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Requirements;

namespace HomeLab.Polyfills.Tests.Testcontainers;

public sealed class SweepTests
{
    const string OwnerLabel = "org.testcontainers.polyfill.owner";

    [RequiresFact(Requirement.PrivateDocker)]
    public async Task Removes_what_a_process_left_that_has_ended_and_nothing_else()
    {
        await using var engine = await DockerEngine.StartAsync();
        await TestImage.ImportAsync(engine.Endpoint);
        using var client = new DockerClientConfiguration(engine.Endpoint).CreateClient();
        var mine = await OwnerOfThisProcessAsync(engine.Endpoint, client);
        var ended = await EndedProcessIdAsync();
        var abandoned = mine.Split('/') is [var machine, var boot, _, var startedAt] ? $"{machine}/{boot}/{ended}/{startedAt}" : "";
        await CreateAsync(client, "abandoned", abandoned);
        await CreateAsync(client, "alive", mine);
        await CreateAsync(client, "elsewhere", "another-machine" + abandoned);
        await CreateAsync(client, "foreign", null);
        await client.Networks.CreateNetworkAsync(new NetworksCreateParameters { Name = "abandoned", Labels = Labels(abandoned) });
        await client.Volumes.CreateAsync(new VolumesCreateParameters { Name = "abandoned", Labels = Labels(abandoned) });

        // A daemon is swept once per process and address: this is another address of the same daemon.
        var directory = Directory.CreateTempSubdirectory("homelab-sweep-");
        var again = File.CreateSymbolicLink(Path.Combine(directory.FullName, "docker.sock"), engine.Endpoint.LocalPath);
        await using var next = new ContainerBuilder(TestImage.Name).WithDockerEndpoint($"unix://{again.FullName}").Build();
        await next.StartAsync();

        var names = (await client.Containers.ListContainersAsync(new ContainersListParameters { All = true })).Select(x => x.Names[0]);
        Assert.Equal(["/alive", "/elsewhere", "/foreign"], names.Except([next.Name]).Order());
        Assert.DoesNotContain("abandoned", (await client.Networks.ListNetworksAsync()).Select(x => x.Name));
        Assert.DoesNotContain("abandoned", ((await client.Volumes.ListAsync()).Volumes ?? []).Select(x => x.Name));
        await next.DisposeAsync();
        directory.Delete(recursive: true);
    }

    static async Task<string> OwnerOfThisProcessAsync(Uri endpoint, DockerClient client)
    {
        await using var container = new ContainerBuilder(TestImage.Name).WithDockerEndpoint(endpoint).Build();
        await container.StartAsync();
        return (await client.Containers.InspectContainerAsync(container.Id)).Config.Labels[OwnerLabel];
    }

    static async Task<int> EndedProcessIdAsync()
    {
        using var process = Process.Start("true");
        await process.WaitForExitAsync();
        return process.Id;
    }

    static Task<CreateContainerResponse> CreateAsync(DockerClient client, string name, string? owner) => client.Containers.CreateContainerAsync(
        new CreateContainerParameters { Image = TestImage.Name, Name = name, Labels = Labels(owner) });

    static Dictionary<string, string> Labels(string? owner) => owner is null ? [] : new() { [OwnerLabel] = owner };
}
