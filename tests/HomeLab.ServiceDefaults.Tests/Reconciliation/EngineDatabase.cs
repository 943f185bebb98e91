using System.Diagnostics.Metrics;
using Dapper;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Outages;
using HomeLab.ServiceDefaults.Persistence;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Testing;
using HomeLab.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.ServiceDefaults.Tests.Reconciliation;

/// <summary>A migrated database, and the engine's parts over it under a clock that the test moves.</summary>
public sealed class EngineDatabase : IAsyncLifetime
{
    public static readonly TimeSpan Resync = TimeSpan.FromMinutes(10);

    readonly ServiceProvider meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
    TestDatabase database = null!;

    public FakeTimeProvider Time { get; } = new();

    public NpgsqlDataSource Source { get; private set; } = null!;

    public WorkQueue Queue => new(Source, Time);

    public OwnedObjects Owned => new(Source);

    internal IntentStore Intents => new(Source, new Ledger(new HostingEnvironment { ApplicationName = "dns" }), Time);

    internal ProposalStore Proposals => new(Source, new Outbox(Time), Service, Microsoft.Extensions.Options.Options.Create(new BrakeOptions()), Time);

    internal Approvals Approvals => new(Source, Queue, new Outbox(Time), Service, Time);

    public Brakes Brakes => new(Source, Microsoft.Extensions.Options.Options.Create(new BrakeOptions()), Time);

    static ServiceName Service { get; } = new("dns");

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync("reconciliation", MigrateAsync);
        Source = NpgsqlDataSource.Create(database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await Source.DisposeAsync();
        await database.DisposeAsync();
        await meters.DisposeAsync();
    }

    public async Task EmptyAsync()
    {
        await using var connection = await Source.OpenConnectionAsync();
        await connection.ExecuteAsync("TRUNCATE homelab.work, homelab.intent, homelab.ledger, homelab.ledger_seal, homelab.owned_object, homelab.outbox, homelab.proposal");
    }

    public Cause Cause(string key) => new("Test", key, null, Time.GetUtcNow());

    public async Task<string?> OutcomeAsync(string key)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<string?>("SELECT outcome FROM homelab.work WHERE key = @key", new { key });
    }

    internal async Task<RunningWorker> StartWorkerAsync(IReconciler reconciler)
    {
        var options = Microsoft.Extensions.Options.Options.Create(new ReconciliationOptions());
        var metrics = new ReconciliationMetrics(meters.GetRequiredService<IMeterFactory>());
        var outages = new DatabaseOutages(Source, Time, NullLogger<DatabaseOutages>.Instance);
        var session = new WorkerSession();
        var signal = new WorkSignal(Source, session, outages, Time, NullLogger<WorkSignal>.Instance);
        var settling = new Settling(Intents, metrics, options, Time, NullLogger<Settling>.Instance);
        var run = new ReconcileRun(
            Queue, Intents, Proposals, settling, new Outbox(Time), Source, outages, metrics, options, Time, NullLogger<ReconcileRun>.Instance);
        var worker = new ReconcileWorker([reconciler], Queue, signal, session, run, outages, options, Time, NullLogger<ReconcileWorker>.Instance);
        await signal.StartAsync(CancellationToken.None);
        await worker.StartAsync(CancellationToken.None);
        return new RunningWorker(worker, signal, new Convergence(worker, Queue));
    }

    static async Task MigrateAsync(TestDatabase template)
    {
        await using var source = NpgsqlDataSource.Create(template.ConnectionString);
        var sets = new[] { MigrationSet.Of("homelab", typeof(Migrator).Assembly) };
        await new Migrator(source, sets, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
    }
}

sealed class RunningWorker(ReconcileWorker worker, WorkSignal signal, Convergence convergence) : IAsyncDisposable
{
    /// <summary>What <c>/health/converged</c> says; null is good.</summary>
    public Task<string?> WhatIsLeftAsync() => convergence.WhatIsLeftAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await worker.StopAsync(CancellationToken.None);
        await signal.StopAsync(CancellationToken.None);
    }
}
