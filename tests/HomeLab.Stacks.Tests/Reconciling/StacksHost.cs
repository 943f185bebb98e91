using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Persistence;
using HomeLab.Stacks.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Contract = HomeLab.Contracts.Grpc.Stacks;
using Proposal = HomeLab.Contracts.Grpc.Control.Proposal;
using InventoryClient = HomeLab.Contracts.Grpc.Inventory.Inventory.InventoryClient;
using ControlClient = HomeLab.Contracts.Grpc.Control.Control.ControlClient;
using StacksClient = HomeLab.Contracts.Grpc.Stacks.Stacks.StacksClient;

namespace HomeLab.Stacks.Tests.Reconciling;

/// <summary>The service on a database of its own, with an Inventory that the test plays.</summary>
sealed class StacksHost : IAsyncDisposable
{
    readonly TestDatabase database;
    readonly WebApplication app;
    readonly GrpcChannel channel;

    StacksHost(TestDatabase database, WebApplication app, PlayedWishes wishes)
    {
        (this.database, this.app, Wishes) = (database, app, wishes);
        channel = GrpcChannel.ForAddress(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Last());
    }

    public PlayedWishes Wishes { get; }

    public IServiceProvider Services => app.Services;

    public StacksClient Stacks => new(channel);

    public ControlClient Control => new(channel);

    public static Metadata Operator => new() { { "authorization", "Bearer ada.fedcba9876543210" } };

    /// <param name="services">What the test adds, such as its executor.</param>
    public static async Task<StacksHost> StartAsync(PlayedWishes wishes, Action<IServiceCollection>? services = null, params (string Key, string? Value)[] settings)
    {
        var database = await TestDatabase.CreateAsync();
        return new StacksHost(database, await StartAppAsync(database, wishes, services, settings), wishes);
    }

    /// <summary>Another process on the same database, as after a restart; this one has to be stopped first.</summary>
    public static async Task<StacksHost> StartAsync(TestDatabase database, PlayedWishes wishes, Action<IServiceCollection>? services, params (string Key, string? Value)[] settings) =>
        new(database, await StartAppAsync(database, wishes, services, settings), wishes);

    public Task<Contract.Stack> StackAsync(string stack) => Stacks.GetStackAsync(new Contract.GetStackRequest { Stack = stack }, Operator).ResponseAsync;

    public async Task<IReadOnlyList<Contract.Operation>> OperationsAsync(string stack) =>
        (await Stacks.ListOperationsAsync(new Contract.ListOperationsRequest { Stack = stack }, Operator)).Operations;

    public async Task<Proposal?> ProposalAsync(string key) => (await Control.ListProposalsAsync(new ListProposalsRequest(), Operator)).Proposals.SingleOrDefault(it => it.Key == key);

    public async Task ApproveAsync(Proposal proposal) =>
        await Control.ApproveAsync(new ApproveRequest { Kind = proposal.Kind, Key = proposal.Key, Hash = proposal.Hash }, Operator);

    /// <summary>Asks for a look as a person does.</summary>
    public async Task WakeAsync(string key) => await Control.ReconcileAsync(new ReconcileRequest { Kind = StackReconciler.StackKind, Key = key }, Operator);

    /// <summary>Waits for a whole look that began after this was called: the second that ends from now on.</summary>
    public async Task<Work> LookAsync(string key)
    {
        for (var look = 0; look < 2; look++)
        {
            var before = (await WorkAsync(key))?.OutcomeAt;
            await WakeAsync(key);
            await Eventually.TrueAsync(async () => await WorkAsync(key) is { IsLeased: false, OutcomeAt: { } at } && at != before, $"{key} is looked at");
        }
        return (await WorkAsync(key))!;
    }

    /// <summary>Waits until the stack's last look ended so, with that reason, and nobody looks at it.</summary>
    public async Task UntilAsync(string key, string outcome, string reasonCode = "")
    {
        Work? work = null;
        try
        {
            await Eventually.TrueAsync(
                async () => (work = await WorkAsync(key)) is { IsLeased: false } && work.Outcome == outcome && work.ReasonCode == reasonCode, $"{key} is {outcome} {reasonCode}");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var lines = await QueryAsync<string>("SELECT coalesce(string_agg(step || ' ' || text, E'\\n' ORDER BY id), '') FROM (SELECT * FROM operation_line ORDER BY id DESC LIMIT 40) AS last");
            Assert.Fail($"{exception.Message}: it is {work} after {string.Join(", ", await OperationsAsync(key))}\n{lines}");
        }
    }

    public async Task<Work?> WorkAsync(string key) => (await Control.ListWorkAsync(new ListWorkRequest(), Operator)).Work.SingleOrDefault(it => it.Key == key);

    /// <summary>What the port of health answers Prometheus.</summary>
    public async Task<string> ScrapeAsync()
    {
        using var scraper = new HttpClient(new SocketsHttpHandler());
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return await scraper.GetStringAsync(new Uri(new Uri(address), "/metrics"));
    }

    /// <summary>The events of that kind that were told so far, the oldest first.</summary>
    public async Task<IReadOnlyList<T>> FactsAsync<T>()
    {
        await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("SELECT body::text FROM homelab.outbox WHERE urn = $1 ORDER BY id");
        command.Parameters.Add(new() { Value = Wire.UrnOf(typeof(T)) });
        await using var reader = await command.ExecuteReaderAsync();
        var facts = new List<T>();
        while (await reader.ReadAsync())
            facts.Add(JsonSerializer.Deserialize<T>(reader.GetString(0), Wire.Json)!);
        return facts;
    }

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Ends the process whatever it is doing, and leaves its database to another one.</summary>
    public async Task StopAsync()
    {
        channel.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        NpgsqlConnection.ClearAllPools();
        await database.DisposeAsync();
    }

    static async Task<WebApplication> StartAppAsync(TestDatabase database, PlayedWishes wishes, Action<IServiceCollection>? services, (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(StacksOptions).Assembly.GetName().Name });
        var configuration = settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        configuration.TryAdd("ConnectionStrings:stacks-db", database.ConnectionString);
        configuration.TryAdd("Rpc:Callers:ada:Secret", "fedcba9876543210");
        configuration.TryAdd("Rpc:Callers:ada:Role", "Operator");
        configuration.TryAdd("Logging:LogLevel:Default", "Warning");
        configuration.TryAdd("Reconciliation:PollInterval", "00:00:00.200");
        configuration.TryAdd("Reconciliation:Grace", "00:00:00");
        configuration.TryAdd("Stacks:HealthInterval", "00:00:00.100");
        configuration.TryAdd("Stacks:ResyncInterval", "00:00:01");
        configuration.TryAdd("Stacks:AsksRegistries", "false");
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.AddServiceDefaults("stacks");
        builder.AddDatabase("stacks-db");
        builder.Services.AddSingleton<Outbox>();
        builder.Services.AddSingleton<DesiredStacks.DesiredStacksClient>(wishes);
        builder.Services.AddSingleton<InventoryClient>(wishes.Holds);
        builder.AddDeploying();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapServiceDefaults();
        app.MapStacks();
        await app.StartAsync();
        return app;
    }
}
