using HomeLab.Benchmarks.Fleet;
using Npgsql;
using RabbitMQ.Client;

namespace HomeLab.Benchmarks.EventToCall;

/// <summary>The fleet's own servers, in the hands of a program that it is compared with: same disk, same settings.</summary>
sealed class PeerServers(NpgsqlDataSource database, IConnection broker) : IAsyncDisposable
{
    public NpgsqlDataSource Database => database;

    public IConnection Broker => broker;

    public static async Task<PeerServers> OfAsync(RunningFleet fleet) => new(
        NpgsqlDataSource.Create(fleet.ConnectionString("postgres")),
        await new ConnectionFactory { Uri = fleet.BrokerAddress }.CreateConnectionAsync());

    public async ValueTask DisposeAsync()
    {
        await broker.DisposeAsync();
        await database.DisposeAsync();
    }
}
