using HomeLab.Contracts.Dns;
using HomeLab.ServiceDefaults.Messaging;
using Npgsql;

namespace HomeLab.Benchmarks.Messages;

/// <summary>Handles a fact by remembering it.</summary>
sealed class Converged : IFactHandler<ZoneConverged>
{
    public const string Table = "CREATE TABLE converged (zone text NOT NULL, at timestamptz NOT NULL)";

    public async Task HandleAsync(ZoneConverged fact, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand("INSERT INTO converged (zone, at) VALUES ($1, $2)", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = fact.Zone }, new() { Value = fact.At } },
        };
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }
}
