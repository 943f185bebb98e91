using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Aspire.Hosting.Postgres;

/// <summary>Healthy while the server, or one database of it, answers a query.</summary>
sealed class ConnectionHealthCheck(ReferenceExpression connectionString, Func<bool> isAllocated) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!isAllocated()) return HealthCheckResult.Unhealthy("The server has no address yet.");

        try
        {
            await using var connection = await ServerConnection.OpenAsync(connectionString, cancellationToken);
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException exception)
        {
            return HealthCheckResult.Unhealthy("The server does not answer: " + exception.Message, exception);
        }
    }
}
