using System.Security.Cryptography;
using HomeLab.NativeServers;

namespace HomeLab.Testing.Servers;

/// <summary>The one broker and the one database server of this test process: started on first use, gone with the process.</summary>
static class TestServers
{
    static readonly string Password = RandomNumberGenerator.GetHexString(24, lowercase: true);
    static readonly TestDirectory Root = TestDirectory.OfThisProcess;

    static readonly Lazy<Task<RabbitMqServer>> LazyBroker = new(() => RabbitMqServer.StartAsync(new RabbitMqServerOptions
    {
        BaseDirectory = Root.Combine("rabbitmq"),
        UserName = "test",
        Password = Password,
    }));

    static readonly Lazy<Task<PostgresServer>> LazyDatabase = new(() => PostgresServer.StartAsync(new PostgresServerOptions
    {
        DataDirectory = Root.Combine("postgresql"),
        UserName = "test",
        Password = Password,
        Durable = false,
    }));

    public static Task<RabbitMqServer> Broker => LazyBroker.Value;

    public static Task<PostgresServer> Database => LazyDatabase.Value;
}
