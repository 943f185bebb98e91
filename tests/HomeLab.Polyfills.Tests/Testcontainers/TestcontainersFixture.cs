using DotNet.Testcontainers.Builders;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Requirements;

namespace HomeLab.Polyfills.Tests.Testcontainers;

/// <summary>Builders for the tests' daemon and image. Where there is no Docker it does nothing.</summary>
public sealed class TestcontainersFixture : IAsyncLifetime
{
    public Uri Endpoint { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Machine.WhyMissing(Requirement.Docker) is not null) return;
        Endpoint = await TestDocker.EndpointAsync();
        await TestImage.ImportAsync(Endpoint);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public ContainerBuilder Container(params string[] command) =>
        new ContainerBuilder(TestImage.Name).WithDockerEndpoint(Endpoint).WithCommand(command);

    public ContainerBuilder Server() => Container("httpd", "-f", "-p", "80", "-h", "/bin").WithPortBinding(80, true);
}
