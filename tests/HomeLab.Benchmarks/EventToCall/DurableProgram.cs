using System.Text;
using Npgsql;
using RabbitMQ.Client;

namespace HomeLab.Benchmarks.EventToCall;

/// <summary>The same, and before the call one row is committed and one message confirmed by a quorum queue.</summary>
sealed class DurableProgram(HttpClient docker, HttpClient cloudflare, string zoneId, NpgsqlDataSource database, IChannel channel)
    : PlainProgram(docker, cloudflare, zoneId)
{
    const string Queue = "benchmark.names";

    public static async Task<DurableProgram> CreateAsync(
        HttpClient docker, HttpClient cloudflare, string zoneId, NpgsqlDataSource database, IConnection broker)
    {
        await using var table = database.CreateCommand("CREATE TABLE IF NOT EXISTS name (name text PRIMARY KEY, at timestamptz NOT NULL)");
        await table.ExecuteNonQueryAsync();
        var channel = await broker.CreateChannelAsync(new CreateChannelOptions(true, true));
        await channel.QueueDeclareAsync(
            Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        return new DurableProgram(docker, cloudflare, zoneId, database, channel);
    }

    protected override async Task BeforeAsync(string name, CancellationToken cancellationToken)
    {
        await using var insert = database.CreateCommand("INSERT INTO name (name, at) VALUES ($1, $2)");
        insert.Parameters.Add(new() { Value = name });
        insert.Parameters.Add(new() { Value = TimeProvider.System.GetUtcNow() });
        await insert.ExecuteNonQueryAsync(cancellationToken);
        await channel.BasicPublishAsync(
            "", Queue, mandatory: true, new BasicProperties { Persistent = true }, Encoding.UTF8.GetBytes(name), cancellationToken);
    }
}
