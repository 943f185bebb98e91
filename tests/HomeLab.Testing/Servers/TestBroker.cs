using HomeLab.NativeServers;

namespace HomeLab.Testing.Servers;

/// <summary>The broker of this test process. Tests share it and are kept apart by virtual hosts.</summary>
public static class TestBroker
{
    /// <summary>Makes a virtual host of its own name and returns its address, <c>amqp://test:…@127.0.0.1:port/name</c>.</summary>
    public static async Task<string> CreateVirtualHostAsync()
    {
        var broker = await TestServers.Broker;
        var name = $"test-{Guid.NewGuid():N}";
        await broker.CreateVirtualHostAsync(name);
        return broker.Uri(name).AbsoluteUri;
    }

    /// <summary>Starts a broker for one test alone, which may stop and start it; give a later one the directory of the first.</summary>
    public static Task<RabbitMqServer> StartOwnAsync(string directory, int port = 0) =>
        RabbitMqServer.StartAsync(new RabbitMqServerOptions { BaseDirectory = directory, Port = port, UserName = "test", Password = "test" });

    /// <summary>A directory that does not exist yet and goes with the test process.</summary>
    public static string NewDirectory() => TestDirectory.OfThisProcess.Combine($"rabbitmq-{Guid.NewGuid():N}");
}
