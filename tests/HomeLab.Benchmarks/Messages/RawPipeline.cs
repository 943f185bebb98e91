using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using RabbitMQ.Client;

namespace HomeLab.Benchmarks.Messages;

/// <summary>
/// The same durable work by the bare clients, as somebody would write it who knows them: a loop that publishes what is committed, many at
/// once and confirmed, and a consumer that remembers each message in the transaction of its effect. No retries, traces or dead letters.
/// </summary>
sealed class RawPipeline : IPipeline
{
    const string Exchange = "raw";
    readonly NpgsqlDataSource sender;
    readonly NpgsqlDataSource receiver;
    readonly IConnection connection;
    readonly CancellationTokenSource stopping = new();
    Task relay = Task.CompletedTask;

    RawPipeline(string name, NpgsqlDataSource sender, NpgsqlDataSource receiver, IConnection connection) =>
        (Name, this.sender, this.receiver, this.connection) = (name, sender, receiver, connection);

    public string Name { get; }

    public static async Task<RawPipeline> StartAsync(BenchServers servers, string name, int handledAtOnce)
    {
        var factory = new ConnectionFactory { Uri = await servers.VirtualHostAsync($"raw-{handledAtOnce}") };
        var pipeline = new RawPipeline(
            name,
            NpgsqlDataSource.Create(await servers.DatabaseAsync($"raw_sender_{handledAtOnce}")),
            NpgsqlDataSource.Create(await servers.DatabaseAsync($"raw_receiver_{handledAtOnce}")),
            await factory.CreateConnectionAsync());
        await ExecuteAsync(pipeline.sender, """
            CREATE TABLE sent (number int);
            CREATE TABLE outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, message_id uuid NOT NULL, body jsonb NOT NULL)
                WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)
            """);
        await ExecuteAsync(pipeline.receiver, """
            CREATE TABLE inbox (message_id uuid PRIMARY KEY, received_at timestamptz NOT NULL);
            CREATE TABLE converged (zone text NOT NULL, at timestamptz NOT NULL)
            """);
        await RawReceiver.StartAsync(pipeline.connection, Exchange, pipeline.receiver, handledAtOnce);
        pipeline.relay = Task.Run(pipeline.RelayAsync);
        return pipeline;
    }

    public async Task SendAsync(int number)
    {
        await using var opened = await sender.OpenConnectionAsync();
        await using var transaction = await opened.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(opened, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("INSERT INTO sent (number) VALUES ($1)") { Parameters = { new() { Value = number } } },
                new NpgsqlBatchCommand("INSERT INTO outbox (message_id, body) VALUES ($1, $2)")
                {
                    Parameters =
                    {
                        new() { Value = Guid.CreateVersion7() },
                        new()
                        {
                            NpgsqlDbType = NpgsqlDbType.Jsonb,
                            Value = JsonSerializer.Serialize(new RawMessage($"zone-{number}.example", 1, 0, 0, [number, number + 1], TimeProvider.System.GetUtcNow())),
                        },
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    public async Task<long> HandledAsync()
    {
        await using var command = receiver.CreateCommand("SELECT count(*) FROM converged");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await relay.ContinueWith(_ => { }, TaskScheduler.Default);
        await connection.DisposeAsync();
        await sender.DisposeAsync();
        await receiver.DisposeAsync();
        stopping.Dispose();
    }

    async Task RelayAsync()
    {
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true, outstandingPublisherConfirmationsRateLimiter: null));
        while (true)
        {
            while (await RelayBatchAsync(channel) > 0)
            {
            }
            // To be notified would slow the senders' commits down.
            await Task.Delay(TimeSpan.FromMilliseconds(2), stopping.Token);
        }
    }

    async Task<int> RelayBatchAsync(IChannel channel)
    {
        await using var opened = await sender.OpenConnectionAsync();
        await using var transaction = await opened.BeginTransactionAsync();
        var ids = new List<long>();
        var confirms = new List<Task>();
        await using (var take = new NpgsqlCommand("SELECT id, message_id, body::text FROM outbox ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED", opened, transaction))
        await using (var reader = await take.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                ids.Add(reader.GetInt64(0));
                confirms.Add(channel.BasicPublishAsync(
                    Exchange, "", mandatory: false, new BasicProperties { Persistent = true, MessageId = reader.GetGuid(1).ToString() },
                    Encoding.UTF8.GetBytes(reader.GetString(2))).AsTask());
            }
        }
        await Task.WhenAll(confirms);
        await using var delete = new NpgsqlCommand("DELETE FROM outbox WHERE id = ANY($1)", opened, transaction)
        {
            Parameters = { new() { Value = ids.ToArray() } },
        };
        await delete.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return ids.Count;
    }

    static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
