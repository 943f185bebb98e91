using HomeLab.Testing.Requirements;
using Xunit;

namespace HomeLab.Testing.Servers;

/// <summary>A class fixture with a virtual host for the class. Where RabbitMQ is missing and its tests are skipped, it does nothing.</summary>
public sealed class VirtualHostFixture : IAsyncLifetime
{
    /// <summary>The address, <c>amqp://…/virtual-host</c>.</summary>
    public string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (Machine.WhyMissing(Requirement.RabbitMq) is null)
            ConnectionString = await TestBroker.CreateVirtualHostAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
