using System.Text.Json;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Persistence;
using HomeLab.Testing;
using HomeLab.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using InventoryClient = HomeLab.Contracts.Grpc.Inventory.Inventory.InventoryClient;

namespace HomeLab.Stacks.Tests.Reconciling;

/// <summary>The service on a database of its own, with an Inventory that the test plays.</summary>
sealed class StacksHost : AskedStacks, IAsyncDisposable
{
    readonly TestDatabase database;
    readonly WebApplication app;

    StacksHost(TestDatabase database, WebApplication app, PlayedWishes wishes)
        : base(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Last()), app.Services.GetRequiredService<NpgsqlDataSource>()) =>
        (this.database, this.app, Wishes) = (database, app, wishes);

    public PlayedWishes Wishes { get; }

    public IServiceProvider Services => app.Services;

    /// <param name="services">What the test adds, such as its executor.</param>
    public static async Task<StacksHost> StartAsync(PlayedWishes wishes, Action<IServiceCollection>? services = null, params (string Key, string? Value)[] settings)
    {
        var database = await TestDatabase.CreateAsync();
        return new StacksHost(database, await StartAppAsync(database, wishes, services, settings), wishes);
    }

    /// <summary>Another process on the same database, as after a restart; this one has to be stopped first.</summary>
    public static async Task<StacksHost> StartAsync(TestDatabase database, PlayedWishes wishes, Action<IServiceCollection>? services, params (string Key, string? Value)[] settings) =>
        new(database, await StartAppAsync(database, wishes, services, settings), wishes);

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

    /// <summary>Ends the process whatever it is doing, and leaves its database to another one.</summary>
    public async Task StopAsync()
    {
        Channel.Dispose();
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
        configuration.TryAdd("Rpc:Callers:ada:Secret", CallerSecret);
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
