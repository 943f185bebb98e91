using System.Collections.Immutable;
using Dapper;
using Google.Protobuf;
using HomeLab.Contracts.Grpc.Inventory;
using Npgsql;

namespace HomeLab.Stacks.Sources;

/// <summary>Keeps what Inventory said last over restarts.</summary>
sealed class StackStore(NpgsqlDataSource database)
{
    /// <summary>How old what is kept may look although nothing changed.</summary>
    static readonly TimeSpan AgeAtMost = TimeSpan.FromMinutes(1);

    LabStacks? saved;

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

    /// <summary>Writes nothing where nothing changed, but for its age now and then. Not for several threads.</summary>
    public async Task SaveAsync(LabStacks before, LabStacks after, CancellationToken cancellationToken)
    {
        var isSame = ReferenceEquals(before.Stacks, after.Stacks);
        var changed = isSame ? [] : after.Stacks.Values.Where(it => !before.Stacks.TryGetValue(it.Key, out var known) || !known.Equals(it)).ToList();
        var removed = isSame ? [] : before.Stacks.Keys.Where(it => !after.Stacks.ContainsKey(it)).ToArray();
        if (changed.Count + removed.Length == 0 && saved?.Lab is { } lab && after.ReceivedAt - saved.ReceivedAt < AgeAtMost && Lasting(lab).Equals(Lasting(after.Lab!)))
            return;
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
        saved = after;
    }

    /// <summary>Without what another answer changes by itself.</summary>
    static ListDesiredStacksResponse Lasting(ListDesiredStacksResponse lab)
    {
        var lasting = lab.Clone();
        (lasting.Version, lasting.IsUnchanged) = ("", false);
        foreach (var source in lasting.Sources)
            source.Age = null;
        return lasting;
    }
}
