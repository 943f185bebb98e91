using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Testing.Requirements;

namespace HomeLab.Polyfills.Tests.Docker;

public sealed class NetworkOperationsTests(DockerFixture docker) : IClassFixture<DockerFixture>
{
    INetworkOperations Networks => docker.Client.Networks;

    [RequiresFact(Requirement.Docker)]
    public async Task Joins_containers_under_names_and_lets_them_go()
    {
        var name = $"homelab-test-{Guid.NewGuid():N}";
        await using var server = await docker.RunAsync("httpd", "-f", "-p", "80", "-h", "/bin");
        await using var client = await docker.RunAsync();
        var network = await Networks.CreateNetworkAsync(new NetworksCreateParameters
        {
            Name = name,
            Driver = "bridge",
            Labels = new Dictionary<string, string> { ["homelab.test"] = name },
        });
        try
        {
            await Networks.ConnectNetworkAsync(network.ID, new NetworkConnectParameters
            {
                Container = server.Id,
                EndpointConfig = new EndpointSettings { Aliases = ["web"] },
            });
            await Networks.ConnectNetworkAsync(network.ID, new NetworkConnectParameters { Container = client.Id });

            Assert.Equal(0, await ExitCodeAsync(client.Id, "wget", "-q", "-O", "/dev/null", "http://web/sh"));
            var inspected = await Networks.InspectNetworkAsync(name);
            Assert.Equal(new[] { client.Id, server.Id }.Order(), inspected.Containers.Keys.Order());
            Assert.Equal(name, inspected.Labels["homelab.test"]);
            Assert.NotEmpty(Assert.Single(inspected.IPAM.Config).Subnet);
            Assert.Contains("web", (await docker.Client.Containers.InspectContainerAsync(server.Id)).NetworkSettings.Networks[name].Aliases);
            Assert.Equal([name], (await Networks.ListNetworksAsync(Named(name))).Select(x => x.Name));

            await Networks.DisconnectNetworkAsync(name, new NetworkDisconnectParameters { Container = client.Id, Force = true });
            Assert.Equal([server.Id], (await Networks.InspectNetworkAsync(name)).Containers.Keys);
        }
        finally
        {
            await server.DisposeAsync();
            await client.DisposeAsync();
            await Networks.DeleteNetworkAsync(network.ID);
        }

        await Assert.ThrowsAsync<DockerNetworkNotFoundException>(() => Networks.InspectNetworkAsync(name));
    }

    async Task<long> ExitCodeAsync(string container, params string[] command)
    {
        var exec = docker.Client.Exec;
        var created = await exec.ExecCreateContainerAsync(container, new ContainerExecCreateParameters { AttachStdout = true, Cmd = command });
        using (var stream = await exec.StartAndAttachContainerExecAsync(created.ID, tty: false))
            await stream.ReadOutputToEndAsync(CancellationToken.None);
        return (await exec.InspectContainerExecAsync(created.ID)).ExitCode;
    }

    static NetworksListParameters Named(string name) => new()
    {
        Filters = new Dictionary<string, IDictionary<string, bool>> { ["name"] = new Dictionary<string, bool> { [name] = true } },
    };
}
