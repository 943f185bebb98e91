using System.Text.RegularExpressions;
using Dapper;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Changes;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Holds;
using HomeLab.Inventory.Lab;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Inventory.Rpc;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.Testing.Servers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.Inventory.Tests;

/// <summary>A migrated database, and Inventory's parts over it; each test has its own.</summary>
sealed partial class InventoryDatabase : IAsyncDisposable
{
    readonly TestDatabase database;

    InventoryDatabase(TestDatabase database, InventoryOptions options)
    {
        this.database = database;
        Source = NpgsqlDataSource.Create(database.ConnectionString);
        Options = Microsoft.Extensions.Options.Options.Create(options);
    }

    public NpgsqlDataSource Source { get; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public IOptions<InventoryOptions> Options { get; }

    public List<string> Logged { get; } = [];

    public Observations Observations => new(Source, new Outbox(Time), Time, new ListLogger<Observations>(Logged));

    public LabStore Labs => new(Source, new Outbox(Time), Options, Time, new ListLogger<LabStore>(Logged));

    public LabReader LabReader => field ??= new(Labs, Observations, Options, Time);

    public PlacedHolds Holds => new(Source, new Outbox(Time), Time);

    public SourceLeases Leases => field ??= new SourceLeases(Source, Options, Time);

    public static async Task<InventoryDatabase> CreateAsync(InventoryOptions? options = null, TimeProvider? time = null)
    {
        var database = await TestDatabase.CreateAsync("inventory", MigrateAsync);
        var created = new InventoryDatabase(database, options ?? new InventoryOptions { Lab = "/nowhere" }) { Time = time ?? TimeProvider.System };
        await new Epochs(created.Source, TimeProvider.System, NullLogger<Epochs>.Instance).StartAsync(CancellationToken.None);
        return created;
    }

    public async Task<SourceLease> LeaseAsync(string source) => await Leases.TakeAsync(source, CancellationToken.None)
        ?? throw new InvalidOperationException("Somebody else holds the lease.");

    public async Task<Snapshot> SnapshotAsync(GetSnapshotRequest? request = null)
    {
        using var views = new LabViews(Source, Time);
        return await new InventoryService(Source, Holds, views, Time).GetSnapshot(request ?? new GetSnapshotRequest(), new TestCallContext());
    }

    /// <summary>What was seen to change, the newest first.</summary>
    public async Task<ListChangesResponse> ChangesAsync(ListChangesRequest request) =>
        await new ChangesService(new ChangeQueries(Source)).ListChanges(request, new TestCallContext());

    /// <summary>URNs and bodies of what is announced since the last time.</summary>
    public async Task<IReadOnlyList<(string Urn, string Body)>> TakeAnnouncedAsync()
    {
        await using var connection = await Source.OpenConnectionAsync();
        return [.. await connection.QueryAsync<(string, string)>(
            "WITH taken AS (DELETE FROM homelab.outbox RETURNING id, urn, body) SELECT urn, body::text FROM taken ORDER BY id")];
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await connection.QuerySingleAsync<T>(sql);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await database.DisposeAsync();
    }

    static async Task MigrateAsync(TestDatabase template)
    {
        await using var source = NpgsqlDataSource.Create(template.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await connection.ExecuteAsync("CREATE SCHEMA IF NOT EXISTS homelab");
        foreach (var assembly in new[] { typeof(Outbox).Assembly, typeof(Observations).Assembly })
        {
            foreach (var name in assembly.GetManifestResourceNames().Where(it => Migration().IsMatch(it)).OrderBy(it => Migration().Match(it).Value))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                await connection.ExecuteAsync(await reader.ReadToEndAsync());
            }
        }
    }

    [GeneratedRegex(@"\d{4}_[a-z0-9_]+\.sql$")]
    private static partial Regex Migration();
}

sealed class ListLogger<T>(List<string> lines) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (lines)
            lines.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
