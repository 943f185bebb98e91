using HomeLab.Contracts.Dns;
using HomeLab.ServiceDefaults;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HomeLab.Benchmarks.Messages;

/// <summary>Two services with nothing of their own: one adds to its outbox, the other handles facts.</summary>
sealed class FleetPipeline : IPipeline
{
    readonly WebApplication sender;
    readonly WebApplication receiver;

    FleetPipeline(WebApplication sender, WebApplication receiver) => (this.sender, this.receiver) = (sender, receiver);

    public string Name => "fleet";

    public static async Task<FleetPipeline> StartAsync(BenchServers servers)
    {
        var broker = await servers.VirtualHostAsync("fleet");
        var receiver = await StartAsync(servers, "receiver", broker, messaging => messaging.OnFact<ZoneConverged, Converged>());
        var sender = await StartAsync(servers, "sender", broker, _ => { });
        await ExecuteAsync(receiver, Converged.Table);
        await ExecuteAsync(sender, "CREATE TABLE sent (number int)");
        return new FleetPipeline(sender, receiver);
    }

    public async Task SendAsync(int number)
    {
        await using var connection = await sender.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var insert = new NpgsqlCommand("INSERT INTO sent (number) VALUES ($1)", connection, transaction)
        {
            Parameters = { new() { Value = number } },
        };
        await insert.ExecuteNonQueryAsync();
        var fact = new ZoneConverged
        {
            Zone = $"zone-{number}.example", Created = 1, Updated = 0, Deleted = 0, LedgerEntries = [number, number + 1], At = TimeProvider.System.GetUtcNow(),
        };
        await sender.Services.GetRequiredService<Outbox>().AddAsync(fact, transaction, CancellationToken.None);
        await transaction.CommitAsync();
    }

    public async Task<long> HandledAsync()
    {
        await using var command = receiver.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("SELECT count(*) FROM converged");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await sender.StopAsync();
        await receiver.StopAsync();
        await sender.DisposeAsync();
        await receiver.DisposeAsync();
    }

    static async Task<WebApplication> StartAsync(BenchServers servers, string name, Uri broker, Action<MessagingBuilder> messaging)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(FleetPipeline).Assembly.GetName().Name, EnvironmentName = "Production",
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:own-db"] = await servers.DatabaseAsync(name),
            ["ConnectionStrings:messaging"] = broker.AbsoluteUri,
            ["Logging:LogLevel:Default"] = "Warning",
        });
        builder.AddServiceDefaults(name);
        builder.AddDatabase("own-db");
        builder.AddMessaging(messaging);
        var app = builder.Build();
        app.MapServiceDefaults();
        await app.StartAsync();
        return app;
    }

    static async Task ExecuteAsync(WebApplication app, string sql)
    {
        await using var command = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
