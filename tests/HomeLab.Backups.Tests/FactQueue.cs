using System.Collections.Concurrent;
using System.Text.Json;
using HomeLab.Contracts.Backups;
using HomeLab.ServiceDefaults.Messaging;
using RabbitMQ.Client;

namespace HomeLab.Backups.Tests;

/// <summary>What the service tells everybody, as the broker delivers it.</summary>
sealed class FactQueue(IConnection connection, IChannel channel) : IAsyncDisposable
{
    readonly ConcurrentDictionary<Type, List<object>> heard = new();

    public static async Task<FactQueue> ListenAsync(string broker)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        foreach (var exchange in (string[])[NameOf<BackupCompleted>(), NameOf<BackupFailed>()])
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
            await channel.QueueDeclareAsync($"test.{exchange}", durable: false, exclusive: true, autoDelete: false);
            await channel.QueueBindAsync($"test.{exchange}", exchange, "");
        }
        return new FactQueue(connection, channel);
    }

    /// <summary>All so far, the oldest first.</summary>
    public async Task<IReadOnlyList<T>> HeardAsync<T>()
        where T : notnull
    {
        var facts = heard.GetOrAdd(typeof(T), _ => []);
        while (await channel.BasicGetAsync($"test.{NameOf<T>()}", autoAck: true) is { } message)
            facts.Add(JsonSerializer.Deserialize<T>(message.Body.Span, Wire.Json)!);
        return [.. facts.Cast<T>()];
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }

    static string NameOf<T>() => typeof(T).GetCustomAttributes(typeof(MassTransit.EntityNameAttribute), inherit: false).Cast<MassTransit.EntityNameAttribute>().Single().EntityName;
}
