using System.Collections.Immutable;
using Dapper;
using Google.Protobuf;
using HomeLab.Contracts.Grpc.Inventory;
using Npgsql;

namespace HomeLab.Stacks.Sources;

/// <summary>Keeps what Inventory said last over restarts.</summary>
sealed class StackStore(NpgsqlDataSource database)
{
    public async Task<LabStacks> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var lab = await connection.QuerySingleOrDefaultAsync<(DateTime ReceivedAt, byte[] Body)?>(
            new CommandDefinition("SELECT received_at, body FROM lab", cancellationToken: cancellationToken));
        if (lab is not var (receivedAt, body))
            return LabStacks.Nothing;
        var stacks = await connection.QueryAsync<byte[]>(new CommandDefinition("SELECT body FROM desired_stack", cancellationToken: cancellationToken));
        return new LabStacks(
            stacks.Select(DesiredStack.Parser.ParseFrom).ToImmutableSortedDictionary(it => it.Key, it => it, StringComparer.Ordinal),
            ListDesiredStacksResponse.Parser.ParseFrom(body), receivedAt);
    }

    public async Task SaveAsync(LabStacks before, LabStacks after, CancellationToken cancellationToken)
    {
        var changed = after.Stacks.Values.Where(it => !before.Stacks.TryGetValue(it.Key, out var known) || !known.Equals(it)).ToList();
        var removed = before.Stacks.Keys.Where(it => !after.Stacks.ContainsKey(it)).ToArray();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO lab (received_at, body) VALUES (@at, @body)
            ON CONFLICT (only_one) DO UPDATE SET received_at = excluded.received_at, body = excluded.body;
            DELETE FROM desired_stack WHERE key = ANY(@removed);
            INSERT INTO desired_stack (key, body) SELECT key, body FROM unnest(@keys::text[], @bodies::bytea[]) AS given (key, body)
            ON CONFLICT (key) DO UPDATE SET body = excluded.body
            """,
            new { at = after.ReceivedAt, body = after.Lab!.ToByteArray(), removed, keys = changed.Select(it => it.Key).ToArray(), bodies = changed.Select(it => it.ToByteArray()).ToArray() },
            transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }
}
