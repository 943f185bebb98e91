using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aspire.Hosting.Postgres;

/// <summary>Creates the databases of a server that has become ready, each once.</summary>
static partial class DatabaseCreation
{
    public static async Task RunAsync(PostgresServerResource server, IServiceProvider services, CancellationToken cancellationToken)
    {
        var databases = services.GetRequiredService<DistributedApplicationModel>().Resources
            .OfType<PostgresDatabaseResource>()
            .Where(database => database.Parent == server)
            .ToList();
        if (databases.Count == 0) return;

        await using var connection = await ServerConnection.OpenAsync(server.ConnectionStringExpression, cancellationToken);
        foreach (var database in databases)
            await CreateAsync(connection, database, services.GetRequiredService<ResourceLoggerService>().GetLogger(database), cancellationToken);
    }

    static async Task CreateAsync(
        NpgsqlConnection connection, PostgresDatabaseResource database, ILogger logger, CancellationToken cancellationToken)
    {
        var name = database.DatabaseName.Replace("\"", "\"\"", StringComparison.Ordinal);
        var script = database.TryGetLastAnnotation<PostgresCreationScriptAnnotation>(out var annotation)
            ? annotation.Script
            : $"CREATE DATABASE \"{name}\"";
        try
        {
            await using var command = new NpgsqlCommand(script, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
            Log.Created(logger, database.DatabaseName);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            Log.Existed(logger, database.DatabaseName);
        }
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Created database {Database}")]
        public static partial void Created(ILogger logger, string database);

        [LoggerMessage(LogLevel.Debug, "Database {Database} already exists")]
        public static partial void Existed(ILogger logger, string database);
    }
}
