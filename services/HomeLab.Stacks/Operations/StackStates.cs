using System.Text.Json;
using Dapper;
using Google.Protobuf;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Executing;
using Npgsql;

namespace HomeLab.Stacks.Operations;

/// <summary>Remembers what runs, what ran before it, and what was tried in vain.</summary>
sealed class StackStates(NpgsqlDataSource database)
{
    const string Columns = """
        key, deployed, previous, failed_digest AS FailedDigest, failed_reason AS FailedReason, is_as_wanted AS IsAsWanted, services::text AS Services,
        notes::text AS Notes, looked_at AS LookedAt
        """;

    public async Task<StackState> ReadAsync(string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition($"SELECT {Columns} FROM stack WHERE key = @key", new { key }, cancellationToken: cancellationToken));
        return row?.ToState() ?? StackState.New(key);
    }

    public async Task<IReadOnlyDictionary<string, StackState>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"SELECT {Columns} FROM stack", cancellationToken: cancellationToken));
        return rows.Select(it => it.ToState()).ToDictionary(it => it.Key, StringComparer.Ordinal);
    }

    /// <summary>The digests of what runs and of what failed, by key, without the rest of it.</summary>
    public async Task<IReadOnlyDictionary<string, (string Deployed, string Failed)>> ListDigestsAsync(CancellationToken cancellationToken)
    {
        // Key and digest are the first two fields of the message.
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Key, byte[]? Head, string Failed)>(new CommandDefinition(
            "SELECT key, substring(deployed FROM 1 FOR octet_length(key) + 512), failed_digest FROM stack", cancellationToken: cancellationToken));
        return rows.ToDictionary(it => it.Key, it => (DigestIn(it.Head), it.Failed), StringComparer.Ordinal);
    }

    static string DigestIn(byte[]? head)
    {
        using var fields = new CodedInputStream(head ?? []);
        while (!fields.IsAtEnd)
        {
            if (WireFormat.GetTagFieldNumber(fields.ReadTag()) == DesiredStack.DigestFieldNumber)
                return fields.ReadString();
            fields.SkipLastField();
        }
        return "";
    }

    /// <summary>What runs on one host.</summary>
    /// <param name="target"><c>docker/nas</c>.</param>
    public async Task<IReadOnlyList<DesiredStack>> ListDeployedAsync(string target, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var bodies = await connection.QueryAsync<byte[]>(
            new CommandDefinition("SELECT deployed FROM stack WHERE starts_with(key, @target || '/') AND deployed IS NOT NULL", new { target }, cancellationToken: cancellationToken));
        return [.. bodies.Select(DesiredStack.Parser.ParseFrom)];
    }

    public async Task WriteAsync(StackState state, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO stack (key, deployed, previous, failed_digest, failed_reason, is_as_wanted, services, notes, looked_at)
            VALUES (@Key, @deployed, @previous, @FailedDigest, @FailedReason, @IsAsWanted, @services::jsonb, @notes::jsonb, @lookedAt)
            ON CONFLICT (key) DO UPDATE SET deployed = excluded.deployed, previous = excluded.previous, failed_digest = excluded.failed_digest,
                failed_reason = excluded.failed_reason, is_as_wanted = excluded.is_as_wanted, services = excluded.services, notes = excluded.notes,
                looked_at = excluded.looked_at
            """,
            new
            {
                state.Key, deployed = state.Deployed?.ToByteArray(), previous = state.Previous?.ToByteArray(), state.FailedDigest, state.FailedReason, state.IsAsWanted,
                services = JsonSerializer.Serialize(state.Services), notes = JsonSerializer.Serialize(state.Notes), lookedAt = state.LookedAt?.UtcDateTime,
            },
            cancellationToken: cancellationToken));
    }

    public async Task ForgetAsync(string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM stack WHERE key = @key; DELETE FROM drift WHERE key = @key; DELETE FROM healing WHERE key = @key; DELETE FROM stack_image WHERE stack = @key; DELETE FROM hook WHERE stack = @key", new { key }, cancellationToken: cancellationToken));
    }

    sealed record Row(string Key, byte[]? Deployed, byte[]? Previous, string FailedDigest, string FailedReason, bool IsAsWanted, string Services, string Notes, DateTime? LookedAt)
    {
        public StackState ToState() => new(
            Key, Deployed is null ? null : DesiredStack.Parser.ParseFrom(Deployed), Previous is null ? null : DesiredStack.Parser.ParseFrom(Previous), FailedDigest,
            FailedReason, IsAsWanted, JsonSerializer.Deserialize<List<ServiceStatus>>(Services)!, JsonSerializer.Deserialize<List<string>>(Notes)!,
            LookedAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null);
    }
}
