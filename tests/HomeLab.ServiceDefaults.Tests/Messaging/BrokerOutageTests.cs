using System.Net;
using System.Net.Sockets;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;

namespace HomeLab.ServiceDefaults.Tests.Messaging;

public sealed class BrokerOutageTests
{
    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task A_service_starts_without_its_broker_says_so_and_catches_up()
    {
        await using var database = await TestDatabase.CreateAsync();
        var port = FreePort();
        await using var service = await Doors.StartAsync(
            database.ConnectionString, $"amqp://test:test@127.0.0.1:{port}/",
            settings: new Dictionary<string, string?> { ["Messaging:StartWithin"] = "00:00:01" });
        Assert.Equal(HttpStatusCode.OK, await service.GetAsync("/health/live"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await service.GetAsync("/health/ready"));
        await service.PublishAsync(new DoorOpened { Door = "front", Number = 1 });

        await using var broker = await TestBroker.StartOwnAsync(TestBroker.NewDirectory(), port);

        await Eventually.PassesAsync(async () => Assert.Single(await service.OpenedAsync()), TimeSpan.FromSeconds(90));
        await Eventually.PassesAsync(async () => Assert.Equal(HttpStatusCode.OK, await service.GetAsync("/health/ready")));
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
