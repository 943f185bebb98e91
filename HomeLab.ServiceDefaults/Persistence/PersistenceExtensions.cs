using System.Diagnostics;
using System.Reflection;
using HomeLab.ServiceDefaults.Options;
using HomeLab.ServiceDefaults.Outages;
using HomeLab.ServiceDefaults.Reconciliation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace HomeLab.ServiceDefaults.Persistence;

public static class PersistenceExtensions
{
    /// <summary>Of a connection; what runs again and again is parsed and planned once.</summary>
    const int PreparedStatements = 50;

    /// <summary>
    /// A process that hangs, or whose machine is gone without a word, must not keep others from the rows that it has locked. Longer than
    /// any transaction that waits for somebody else, such as the broker's confirmation (<c>Messaging:ConfirmWithin</c>).
    /// </summary>
    const string EndsIdleTransactions = "-c idle_in_transaction_session_timeout=60000";

    /// <summary>
    /// The service's own database as <see cref="NpgsqlDataSource"/>, migrated before anything else of the service starts.
    /// </summary>
    /// <param name="connectionName">Its connection string is <c>ConnectionStrings:{connectionName}</c>.</param>
    /// <remarks>
    /// Migrations are the resources <c>Migrations/NNNN_name.sql</c> of this assembly (schema <c>homelab</c>) and of the
    /// application's (schema <c>public</c>); each runs once, in order, in a transaction of its own.
    /// </remarks>
    public static WebApplicationBuilder AddDatabase(this WebApplicationBuilder builder, string connectionName)
    {
        builder.AddStartupCheck(connectionName, services =>
        {
            if (string.IsNullOrWhiteSpace(services.GetRequiredService<IConfiguration>().GetConnectionString(connectionName)))
            {
                throw new StartRefusedException(
                    $"ConnectionStrings:{connectionName}: is missing; it would be Host=…;Port=…;Username=…;Password=…;Database=….");
            }
        });
        builder.AddNpgsqlDataSource(connectionName, configureDataSourceBuilder: source =>
        {
            // Metrics are labelled with it, and else with the connection string.
            source.Name = connectionName;
            source.ConnectionStringBuilder.MaxAutoPrepare = PreparedStatements;
            source.ConnectionStringBuilder.Options = $"{source.ConnectionStringBuilder.Options} {EndsIdleTransactions}".Trim();
            // Polling of background work is no trace; SQL within one is part of it.
            source.ConfigureTracing(tracing => tracing
                .ConfigureCommandFilter(_ => Activity.Current is not null)
                .ConfigureBatchFilter(_ => Activity.Current is not null)
                .ConfigureCopyOperationFilter(_ => Activity.Current is not null)
                .EnablePhysicalOpenTracing(false));
        });
        builder.AddValidatedOptions<DatabaseOptions>("Database");
        builder.Services.AddSingleton(services => new Migrator(
            services.GetRequiredService<NpgsqlDataSource>(),
            [
                MigrationSet.Of("homelab", typeof(PersistenceExtensions).Assembly),
                MigrationSet.Of("service", Assembly.Load(new AssemblyName(builder.Environment.ApplicationName))),
            ],
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<Microsoft.Extensions.Logging.ILogger<Migrator>>()));
        builder.Services.AddSingleton<DatabaseOutages>();
        builder.Services.TryAddSingleton<WorkQueue>();
        builder.Services.AddSingleton<MigrationService>();
        builder.Services.AddHostedService(services => services.GetRequiredService<MigrationService>());
        builder.Services.AddHealthChecks().AddCheck<MigrationHealthCheck>("migrations");
        return builder;
    }
}
