using HomeLab.Contracts.Inventory;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Options;
using HomeLab.ServiceDefaults.Persistence;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.ServiceDefaults.Rpc;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Healing;
using HomeLab.Stacks.Holding;
using HomeLab.Stacks.Images;
using HomeLab.Stacks.Jobs;
using HomeLab.Stacks.Komodo;
using HomeLab.Stacks.Measuring;
using HomeLab.Stacks.Messaging;
using HomeLab.Stacks.Operations;
using HomeLab.Stacks.Reconciling;
using HomeLab.Stacks.Rpc;
using HomeLab.Stacks.Sources;
using InventoryClient = HomeLab.Contracts.Grpc.Inventory.Inventory.InventoryClient;
using DesiredStacksClient = HomeLab.Contracts.Grpc.Inventory.DesiredStacks.DesiredStacksClient;

namespace HomeLab.Stacks;

static class StacksServiceExtensions
{
    public static WebApplicationBuilder AddStacks(this WebApplicationBuilder builder)
    {
        builder.AddDatabase("stacks-db");
        builder.AddMessaging(messaging => messaging
            .OnHint<LabRevised, StackHints>()
            .OnHint<RepositoryRevised, StackHints>()
            .OnHint<ResourceChanged, StackHints>()
            .OnHint<SourceAvailabilityChanged, StackHints>());
        builder.AddRpcClient<DesiredStacksClient>("inventory");
        builder.AddRpcClient<InventoryClient>("inventory");
        builder.AddDeploying();
        builder.Services.AddSingleton<KomodoClients>();
        builder.Services.AddSingleton<IStackExecutor, KomodoExecutor>();
        builder.Services.AddSingleton(OwnContainer.Read());
        builder.Services.AddSingleton<IStackExecutor, DockerExecutor>();
        return builder;
    }

    internal static void AddDeploying(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<StacksOptions>("Stacks");
        builder.Services.AddSingleton<StackMetrics>();
        builder.Services.AddHostedService<StackGauges>();
        builder.Services.AddSingleton<StackStore>();
        builder.Services.AddSingleton<StackFeed>();
        builder.Services.AddSingleton<StackStates>();
        builder.Services.AddSingleton<OperationStore>();
        builder.Services.AddSingleton<RestartStore>();
        builder.Services.AddSingleton<DeploymentHoldStore>();
        builder.Services.AddSingleton<DeploymentHolds>();
        builder.Services.AddSingleton<DriftStore>();
        builder.Services.AddSingleton<DriftTelling>();
        builder.Services.AddSingleton<StepRun>();
        builder.Services.AddSingleton<HookStore>();
        builder.Services.AddSingleton<StackMaking>();
        builder.Services.AddSingleton<HealingStore>();
        builder.Services.AddSingleton<StackHealing>();
        builder.Services.AddSingleton<StackUpkeep>();
        builder.Services.AddSingleton<StackRestart>();
        builder.Services.AddSingleton<StackRemoval>();
        builder.Services.AddSingleton<StackTaking>();
        builder.Services.AddSingleton<TakenObjects>();
        builder.Services.AddSingleton<StackListing>();
        builder.Services.AddSingleton<JobListing>();
        builder.Services.AddSingleton<EngineClients>();
        builder.Services.AddSingleton<JobStore>();
        builder.Services.AddSingleton<JobOutputs>();
        builder.Services.AddSingleton<JobCommand>();
        builder.Services.AddSingleton<JobObstacles>();
        builder.Services.AddSingleton<JobFollowing>();
        builder.Services.AddHttpClient(RegistryClients.Name).RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) });
        builder.Services.AddSingleton<RegistryAccounts>();
        builder.Services.AddSingleton<RegistryClients>();
        builder.Services.AddSingleton<RegistryBudget>();
        builder.Services.AddSingleton<ImageStore>();
        builder.Services.AddSingleton<StackImageStore>();
        builder.Services.AddSingleton<StackUpdates>();
        builder.AddReconciler<StackReconciler>();
        builder.AddReconciler<ImageReconciler>();
        builder.AddReconciler<JobReconciler>();
    }

    public static WebApplication MapStacks(this WebApplication app)
    {
        app.MapRpc<StacksService>(Role.Viewer);
        return app;
    }
}
