using HomeLab.Benchmarks.Fleet;
using HomeLab.Benchmarks.Messages;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Persistence;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Stacks;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Reconciling;
using HomeLab.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using InventoryClient = HomeLab.Contracts.Grpc.Inventory.Inventory.InventoryClient;

namespace HomeLab.Benchmarks.Stacks;

/// <summary>The service Stacks in this process over a PostgreSQL server: from its hint to the outcome that it records.</summary>
sealed class HomeLabDeployer : IDeployer, IAsyncDisposable
{
    readonly CountedEngine engine;
    readonly string directory;
    readonly RenderedWishes wishes;
    readonly FleetDatabase database;
    readonly WebApplication app;

    HomeLabDeployer(CountedEngine engine, string directory, RenderedWishes wishes, FleetDatabase database, WebApplication app) =>
        (this.engine, this.directory, this.wishes, this.database, this.app) = (engine, directory, wishes, database, app);

    public string Name => "HomeLab";

    public static async Task<HomeLabDeployer> StartAsync(BenchServers servers, CountedEngine engine, string directory)
    {
        var wishes = new RenderedWishes(directory, engine.Endpoint);
        var connection = await servers.DatabaseAsync("stacks");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(StacksOptions).Assembly.GetName().Name });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:stacks-db"] = connection,
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Logging:LogLevel:Default"] = "Error",
            ["Stacks:ResyncInterval"] = "1.00:00:00",
            ["Stacks:AsksRegistries"] = "false",
        });
        builder.AddServiceDefaults("stacks");
        builder.AddDatabase("stacks-db");
        builder.Services.AddSingleton<Outbox>();
        builder.Services.AddSingleton<DesiredStacks.DesiredStacksClient>(wishes);
        builder.Services.AddSingleton<InventoryClient>(new UntoldHolds());
        builder.AddDeploying();
        builder.Services.AddSingleton(new OwnContainer(null));
        builder.Services.AddSingleton<IStackExecutor, DockerExecutor>();
        var app = builder.Build();
        app.MapServiceDefaults();
        await app.StartAsync();
        return new HomeLabDeployer(engine, directory, wishes, new FleetDatabase(connection), app);
    }

    public async Task DeployAsync(string project, TenServices services)
    {
        var outcome = await LookAsync(project, services);
        if (outcome is not ("Applied" or "Converged") || !await engine.IsHealthyAsync(project, services.Containers))
            throw new InvalidOperationException($"{project} ended as {outcome}.");
    }

    public async Task DeployInVainAsync(string project, TenServices broken, TenServices before)
    {
        var outcome = await LookAsync(project, broken);
        if (outcome != "Stalled RolledBack" || !await engine.IsHealthyAsync(project, before.Containers))
            throw new InvalidOperationException($"{project} ended as {outcome}.");
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>Hints as a commit does, and waits until nothing is left to do.</summary>
    async Task<string> LookAsync(string project, TenServices services)
    {
        var file = Path.Combine(directory, project, "compose.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, services.Text);
        wishes.HealthyWithin = services.HealthyWithin;
        var (key, since, outcome) = ($"docker/{RenderedWishes.Host}/{project}", TimeProvider.System.GetUtcNow(), "");
        await app.Services.GetRequiredService<WorkQueue>().EnqueueAsync([StackReconciler.KeyOf(key)], Cause.Here("LabRevised", "benchmark", since), CancellationToken.None);
        await Eventually.TrueAsync(
            async () => (outcome = await database.QueryAsync<string>(
                """
                SELECT coalesce(max(trim(outcome || ' ' || coalesce(reason_code, ''))), '') FROM homelab.work
                WHERE key = $1 AND leased_by IS NULL AND outcome_at > $2 AND outcome IN ('Applied', 'Converged', 'Stalled', 'Proposed')
                """,
                key, since)).Length > 0,
            $"{project} is looked at", TimeSpan.FromMinutes(3), TimeSpan.FromMilliseconds(10));
        return outcome;
    }
}
