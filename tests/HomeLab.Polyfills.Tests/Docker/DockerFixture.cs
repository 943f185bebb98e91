using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Requirements;

namespace HomeLab.Polyfills.Tests.Docker;

/// <summary>A client of the tests' daemon, which has the tests' image. Where there is no Docker it does nothing.</summary>
public sealed class DockerFixture : IAsyncLifetime
{
    public DockerClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Machine.WhyMissing(Requirement.Docker) is not null) return;
        var endpoint = await TestDocker.EndpointAsync();
        await TestImage.ImportAsync(endpoint);
        Client = new DockerClientConfiguration(endpoint).CreateClient();
    }

    public Task DisposeAsync()
    {
        Client?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Makes a container of the tests' image that goes with the returned value; without a command it sleeps.</summary>
    public Task<TestContainer> CreateAsync(params string[] command) => CreateAsync(_ => { }, command);

    public async Task<TestContainer> CreateAsync(Action<CreateContainerParameters> change, params string[] command)
    {
        var parameters = new CreateContainerParameters { Image = TestImage.Name, HostConfig = new HostConfig() };
        if (command.Length > 0) parameters.Cmd = command;
        change(parameters);
        return new TestContainer(Client, (await Client.Containers.CreateContainerAsync(parameters)).ID);
    }

    public async Task<TestContainer> RunAsync(params string[] command)
    {
        var container = await CreateAsync(command);
        await Client.Containers.StartContainerAsync(container.Id, new ContainerStartParameters());
        return container;
    }
}
