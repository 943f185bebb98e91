using HomeLab.Backups.Copying;
using Npgsql;

namespace HomeLab.Backups.Restoring;

/// <summary>A new database beside the one that the copy is of.</summary>
sealed class DatabaseTarget(NpgsqlConnectionStringBuilder source, Restoration restoration) : IRestoreTarget
{
    readonly NpgsqlDataSource server = NpgsqlDataSource.Create(source.ConnectionString);

    public string Address => $"database/{restoration.IntoName}";

    string Mark => $"homelab restoration {restoration.Id}";

    public async Task<bool> ExistsAsync(CancellationToken cancellationToken) => await MarkAsync(cancellationToken) is not null;

    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync($"CREATE DATABASE {Quoted(restoration.IntoName)} TEMPLATE template0", cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            throw new SourceException("Exists", $"there is a database {restoration.IntoName} by now, which is left alone");
        }
        catch (NpgsqlException exception)
        {
            throw new SourceException("NotMade", $"the database {restoration.IntoName} cannot be made: {exception.Message}");
        }
        await ExecuteAsync($"COMMENT ON DATABASE {Quoted(restoration.IntoName)} IS '{Mark}'", cancellationToken);
    }

    public Task FillAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        DatabaseDump.RestoreAsync(new NpgsqlConnectionStringBuilder(source.ConnectionString) { Database = restoration.IntoName }, write, cancellationToken);

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        if (await MarkAsync(cancellationToken) == Mark)
            await ExecuteAsync($"DROP DATABASE {Quoted(restoration.IntoName)}", cancellationToken);
    }

    public void Dispose() => server.Dispose();

    /// <returns>Null: there is no such database.</returns>
    async Task<string?> MarkAsync(CancellationToken cancellationToken)
    {
        await using var command = server.CreateCommand("SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = $1");
        command.Parameters.Add(new() { Value = restoration.IntoName });
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
