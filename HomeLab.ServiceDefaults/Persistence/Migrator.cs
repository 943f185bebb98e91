using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HomeLab.ServiceDefaults.Persistence;

/// <summary>Brings a database to this version's schema, or refuses one that this version cannot work with.</summary>
sealed partial class Migrator(
    NpgsqlDataSource database, IReadOnlyList<MigrationSet> sets, TimeProvider time, ILogger<Migrator> logger)
{
    /// <summary>Any constant will do; everything that migrates this database takes the same.</summary>
    const long Lock = 0x486F6D654C616200;

    const string Table = """
        CREATE SCHEMA IF NOT EXISTS homelab;
        CREATE TABLE IF NOT EXISTS homelab.migration (
            scope      text        NOT NULL,
            number     integer     NOT NULL,
            name       text        NOT NULL,
            checksum   text        NOT NULL,
            applied_at timestamptz NOT NULL,
            PRIMARY KEY (scope, number)
        );
        """;

    /// <summary>Applies what is missing. Of several starters one does, and the others wait and find it done.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({Lock})", cancellationToken);
        try
        {
            await ExecuteAsync(connection, Table, cancellationToken);
            foreach (var set in sets)
            {
                await MigrateAsync(connection, set, cancellationToken);
            }
        }
        finally
        {
            // The lock goes with a connection that broke, and what broke it is what the caller has to hear.
            if (connection.State == System.Data.ConnectionState.Open)
            {
                await ExecuteAsync(connection, $"SELECT pg_advisory_unlock({Lock})", CancellationToken.None);
            }
        }
    }

    async Task MigrateAsync(NpgsqlConnection connection, MigrationSet set, CancellationToken cancellationToken)
    {
        var applied = (await connection.QueryAsync<(int Number, string Name, string Checksum)>(new CommandDefinition(
            "SELECT number, name, checksum FROM homelab.migration WHERE scope = @Scope ORDER BY number",
            new { set.Scope }, cancellationToken: cancellationToken))).ToDictionary(m => m.Number);
        if (applied.Count > 0 && applied.Keys.Max() > set.Newest)
        {
            var newest = applied[applied.Keys.Max()];
            throw new StartRefusedException(
                $"The database was migrated by a newer version ({set.Scope} {newest.Number:D4}_{newest.Name}); this one knows "
                + $"{set.Newest:D4} at most. Start the newer version, or restore the database as it was before it.");
        }
        foreach (var migration in set.Migrations)
        {
            if (!applied.TryGetValue(migration.Number, out var before))
            {
                await ApplyAsync(connection, set.Scope, migration, cancellationToken);
            }
            else if (before.Checksum != migration.Checksum)
            {
                throw new StartRefusedException(
                    $"Migration {set.Scope} {migration} is not the text that this database was migrated with ({before.Name}). "
                    + "A migration never changes once it was released: put the text back and add a new one.");
            }
        }
    }

    async Task ApplyAsync(NpgsqlConnection connection, string scope, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, migration.Sql, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO homelab.migration (scope, number, name, checksum, applied_at) VALUES (@scope, @Number, @Name, @Checksum, @at)",
            new { scope, migration.Number, migration.Name, migration.Checksum, at = time.GetUtcNow() }, transaction,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        Log.Applied(logger, scope, migration);
    }

    /// <summary>Without a time limit: the lock and a large table take as long as they take.</summary>
    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Migrated the database: {Scope} {Migration}")]
        public static partial void Applied(ILogger logger, string scope, Migration migration);
    }
}
