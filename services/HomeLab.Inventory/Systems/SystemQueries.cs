using Dapper;
using Npgsql;

namespace HomeLab.Inventory.Systems;

/// <summary>Reads what is kept of systems.</summary>
sealed class SystemQueries(NpgsqlDataSource database)
{
    public async Task<IReadOnlyList<SystemRecord>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<SystemRow>(new CommandDefinition(
            $"SELECT {SystemTables.Columns} FROM system ORDER BY address", cancellationToken: cancellationToken));
        return [.. rows.Select(it => it.Record())];
    }

    /// <param name="thing">An address, its end from a slash on, an id or a name, with or without <c>system/</c> before it.</param>
    public static IReadOnlyList<SystemRecord> Find(IReadOnlyList<SystemRecord> systems, string thing)
    {
        var text = thing.StartsWith("system/", StringComparison.Ordinal) ? thing["system/".Length..] : thing;
        if (systems.FirstOrDefault(it => it.Address == thing || it.Address == text || it.Address == $"system/{text}") is { } exact)
            return [exact];
        var found = systems.Where(it => it.Address.EndsWith("/" + text, StringComparison.OrdinalIgnoreCase)
            || string.Equals(it.Name, text, StringComparison.OrdinalIgnoreCase)).ToList();
        // Who asks for Redis means the one that is there, and not where it was.
        return found.Where(it => it.Health != SystemHealthWord.Absent).ToList() is { Count: > 0 } there ? there : found;
    }

    /// <summary>The newest first.</summary>
    /// <param name="system">Its address; null: of all.</param>
    public async Task<IReadOnlyList<SystemChange>> HistoryAsync(string? system, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<ChangeRow>(new CommandDefinition(
            $"""
            SELECT system, at, aspect, was, became, reason, writer, written_by AS writtenby FROM system_change
            {(system is null ? "" : "WHERE system = @system")} ORDER BY id DESC LIMIT @limit
            """,
            new { system, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(it => new SystemChange(
            it.System, new DateTimeOffset(it.At, TimeSpan.Zero), it.Aspect, it.Was, it.Became, it.Reason, it.Writer, it.WrittenBy))];
    }

    sealed record ChangeRow(string System, DateTime At, string Aspect, string Was, string Became, string Reason, string Writer, string WrittenBy);
}
