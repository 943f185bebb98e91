using HomeLab.ServiceDefaults.Options;
using HomeLab.ServiceDefaults.Sealing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

public static class ReconciliationExtensions
{
    /// <summary>Adds a reconciler, and with the first one the work table's worker. Needs <c>AddDatabase</c> and <c>AddMessaging</c>.</summary>
    public static WebApplicationBuilder AddReconciler<TReconciler>(this WebApplicationBuilder builder)
        where TReconciler : class, IReconciler
    {
        var services = builder.Services;
        services.AddSingleton<IReconciler, TReconciler>();
        builder.AddValidatedOptions<ReconciliationOptions>("Reconciliation");
        services.TryAddSingleton<WorkQueue>();
        services.TryAddSingleton<OwnedObjects>();
        services.TryAddSingleton<LateEffects>();
        services.TryAddSingleton<AppliedChanges>();
        services.TryAddSingleton<Installation>();
        services.TryAddSingleton<Ledger>();
        services.TryAddSingleton<IntentStore>();
        services.TryAddSingleton<ProposalStore>();
        services.TryAddSingleton<Approvals>();
        builder.AddValidatedOptions<BrakeOptions>("Brakes");
        services.TryAddSingleton<Brakes>(provider => new Brakes(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<IOptions<BrakeOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<Settling>();
        services.TryAddSingleton<ReconciliationMetrics>();
        services.TryAddSingleton<ReconcileRun>();
        services.TryAddSingleton<WorkerSession>();
        services.TryAddSingleton<WorkSignal>();
        services.TryAddSingleton<ReconcileWorker>();
        services.TryAddSingleton<Convergence>();
        if (!services.Any(s => s.ServiceType == typeof(WorkerAdded)))
        {
            services.AddSingleton<WorkerAdded>();
            services.AddHostedService(provider => provider.GetRequiredService<WorkSignal>());
            services.AddHostedService(provider => provider.GetRequiredService<ReconcileWorker>());
            services.AddSingleton<LedgerSeals>();
            services.AddHostedService<LedgerSealer>();
        }
        return builder;
    }

    sealed class WorkerAdded;
}
