using System.Text.Json;
using System.Threading.Channels;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace HomeLab.Benchmarks.Messages;

/// <summary>Handles what arrives in its order, some at once in one transaction, and acknowledges them together after the commit.</summary>
sealed class RawReceiver(IChannel channel, NpgsqlDataSource database, int atOnce)
{
    const string Queue = "raw.handled";
    readonly Channel<(ulong Tag, Guid Id, RawMessage Message)> arrived = Channel.CreateUnbounded<(ulong, Guid, RawMessage)>();

    public static async Task StartAsync(IConnection connection, string exchange, NpgsqlDataSource database, int atOnce)
    {
        var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync(
            Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.QueueBindAsync(Queue, exchange, "");
        await channel.BasicQosAsync(0, prefetchCount: 200, global: false);
        var receiver = new RawReceiver(channel, database, atOnce);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) => await receiver.arrived.Writer.WriteAsync(
            (delivery.DeliveryTag, Guid.Parse(delivery.BasicProperties.MessageId!), JsonSerializer.Deserialize<RawMessage>(delivery.Body.Span)!));
        _ = Task.Run(receiver.HandleAsync);
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer);
    }

    async Task HandleAsync()
    {
        var batch = new List<(ulong Tag, Guid Id, RawMessage Message)>();
        while (await arrived.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < atOnce && arrived.Reader.TryRead(out var delivery))
            {
                batch.Add(delivery);
            }
            await using var connection = await database.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var (_, id, message) in batch)
            {
                await using var remember = new NpgsqlCommand(
                    "INSERT INTO inbox (message_id, received_at) VALUES ($1, $2) ON CONFLICT DO NOTHING", connection, transaction)
                {
                    Parameters = { new() { Value = id }, new() { Value = TimeProvider.System.GetUtcNow() } },
                };
                if (await remember.ExecuteNonQueryAsync() == 1)
                {
                    await using var insert = new NpgsqlCommand("INSERT INTO converged (zone, at) VALUES ($1, $2)", connection, transaction)
                    {
                        Parameters = { new() { Value = message.Zone }, new() { Value = message.At } },
                    };
                    await insert.ExecuteNonQueryAsync();
                }
            }
            await transaction.CommitAsync();
            await channel.BasicAckAsync(batch[^1].Tag, multiple: true);
        }
    }
}
