using HomeLab.Backups.Copying;
using HomeLab.Backups.Messaging;
using HomeLab.Backups.Reconciling;
using HomeLab.Backups.Repositories;
using HomeLab.Backups.Restoring;
using HomeLab.Backups.Rpc;
using HomeLab.Backups.Sources;
using HomeLab.Backups.States;
using HomeLab.Contracts.Inventory;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Options;
using HomeLab.ServiceDefaults.Persistence;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.ServiceDefaults.Rpc;
using DesiredBackupsClient = HomeLab.Contracts.Grpc.Inventory.DesiredBackups.DesiredBackupsClient;

namespace HomeLab.Backups;

static class BackupsServiceExtensions
{
    public const string Database = "backups-db";

    public static WebApplicationBuilder AddBackups(this WebApplicationBuilder builder)
    {
        builder.AddDatabase(Database);
        builder.AddMessaging(messaging => messaging.OnHint<LabRevised, BackupHints>());
        builder.AddRpcClient<DesiredBackupsClient>("inventory");
        builder.AddCopying();
        return builder;
    }

    internal static void AddCopying(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<BackupsOptions>("Backups");
        builder.Services.AddSingleton<OwnDatabases>();
        builder.Services.AddSingleton<BackupFeed>();
        builder.Services.AddSingleton<BackupStates>();
        builder.Services.AddSingleton<KnownRepositories>();
        builder.Services.AddSingleton<CopyShelf>();
        builder.Services.AddSingleton<EngineClients>();
        builder.Services.AddSingleton<VolumeSources>();
        builder.Services.AddSingleton<CopyMaking>();
        builder.Services.AddSingleton<RestoreStore>();
        builder.Services.AddSingleton<RestoreTargets>();
        builder.AddReconciler<BackupReconciler>();
        builder.AddReconciler<RestoreReconciler>();
    }

    public static WebApplication MapBackups(this WebApplication app)
    {
        app.MapRpc<BackupsService>(Role.Viewer);
        return app;
    }
}
