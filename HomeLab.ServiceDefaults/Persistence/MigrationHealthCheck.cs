using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace HomeLab.ServiceDefaults.Persistence;

sealed class MigrationHealthCheck(MigrationService migrations) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(migrations.IsMigrated
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database is not migrated yet."));
}
