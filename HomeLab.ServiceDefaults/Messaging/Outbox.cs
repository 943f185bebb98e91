using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Announces what a transaction does: published after its commit at least once, never without it.</summary>
public sealed class Outbox
{
    internal const string Channel = "homelab_outbox";

    const string Insert = """
        INSERT INTO homelab.outbox (message_id, urn, exchange, body, traceparent, created_at, due_at)
        VALUES ($1, $2, $3, $4, $5, $6, $6)
        """;

    readonly RelayWatch relay;
    readonly TimeProvider time;

    /// <summary>For a process without a relay; whoever relays is notified.</summary>
    public Outbox(TimeProvider time)
        : this(new RelayWatch(time), time)
    {
    }

    internal Outbox(RelayWatch relay, TimeProvider time) => (this.relay, this.time) = (relay, time);

    /// <summary>Adds a message, with the current span as its origin.</summary>
    /// <param name="message">A contract: its type carries a message URN and an exchange's name.</param>
    public Task AddAsync(object message, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        AddAsync([message], transaction, cancellationToken);

    /// <summary>Adds messages in one go.</summary>
    public async Task AddAsync(IReadOnlyList<object> messages, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var message in messages)
            batch.BatchCommands.Add(Command(message));
        if (relay.Announce())
        {
            // Delivered by the commit, so the relay never looks too early; equal ones of a transaction become one.
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"NOTIFY {Channel}"));
        }
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    NpgsqlBatchCommand Command(object message)
    {
        var type = message.GetType();
        return new NpgsqlBatchCommand(Insert)
        {
            Parameters =
            {
                new() { Value = Guid.CreateVersion7(time.GetUtcNow()) },
                new() { Value = Wire.UrnOf(type) },
                new() { Value = Wire.ExchangeOf(type) },
                new() { Value = JsonSerializer.Serialize(message, type, Wire.Json), NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = (object?)Activity.Current?.Id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = time.GetUtcNow() },
            },
        };
    }
}
