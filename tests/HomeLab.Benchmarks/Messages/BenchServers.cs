using HomeLab.NativeServers;

namespace HomeLab.Benchmarks.Messages;

/// <summary>A broker and a database server as the fleet runs them: durable, on this machine's disk.</summary>
sealed class BenchServers : IAsyncDisposable
{
    readonly string directory;
    readonly RabbitMqServer broker;
    readonly PostgresServer database;

    BenchServers(string directory, RabbitMqServer broker, PostgresServer database) =>
        (this.directory, this.broker, this.database) = (directory, broker, database);

    public static async Task<BenchServers> StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("homelab-bench-").FullName;
        // The account that runs PostgreSQL passes through here.
        File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return new BenchServers(
            directory,
            await RabbitMqServer.StartAsync(new RabbitMqServerOptions { BaseDirectory = Path.Combine(directory, "rabbitmq"), Password = "benchmark" }),
            await PostgresServer.StartAsync(new PostgresServerOptions { DataDirectory = Path.Combine(directory, "postgres"), Password = "benchmark" }));
    }

    public async Task<Uri> VirtualHostAsync(string name)
    {
        await broker.CreateVirtualHostAsync(name);
        return broker.Uri(name);
    }

    public async Task<string> DatabaseAsync(string name)
    {
        await database.CreateDatabaseAsync(name);
        return database.ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        await broker.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }
}
