using System.Net;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace HomeLab.ServiceDefaults.Tests;

/// <summary>A service with nothing of its own but what a test gives it.</summary>
sealed class TestService : IAsyncDisposable
{
    readonly WebApplication app;

    TestService(WebApplication app) => this.app = app;

    public IServiceProvider Services => app.Services;

    public NpgsqlDataSource Database => Services.GetRequiredService<NpgsqlDataSource>();

    public static WebApplicationBuilder Create(
        string name, string? database, string? broker, Action<MessagingBuilder>? messaging = null,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(TestService).Assembly.GetName().Name,
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:test-db"] = database,
            ["ConnectionStrings:messaging"] = broker,
            ["Messaging:PollInterval"] = "00:00:00.500",
            ["Shutdown:FinishWithin"] = "00:00:15",
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddServiceDefaults(name);
        if (database is not null)
        {
            builder.AddDatabase("test-db");
        }
        if (broker is not null)
        {
            builder.AddMessaging(messaging ?? (_ => { }));
        }
        return builder;
    }

    public static async Task<TestService> StartAsync(WebApplicationBuilder builder, Action<WebApplication>? map = null)
    {
        var app = builder.Build();
        app.MapServiceDefaults();
        map?.Invoke(app);
        await app.StartAsync();
        return new TestService(app);
    }

    public static Task<TestService> StartAsync(
        string name, string? database, string? broker, Action<MessagingBuilder>? messaging = null,
        IReadOnlyDictionary<string, string?>? settings = null) =>
        StartAsync(Create(name, database, broker, messaging, settings));

    /// <summary>In the order of listening: health, then gRPC.</summary>
    public IReadOnlyList<Uri> Addresses =>
        [.. Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a))];

    public async Task<HttpStatusCode> GetAsync(string path)
    {
        using var handler = new SocketsHttpHandler();
        using var client = new HttpClient(handler);
        using var response = await client.GetAsync(new Uri(Addresses[0], path));
        return response.StatusCode;
    }

    /// <summary>Publishes messages in one transaction.</summary>
    public async Task PublishAsync(params object[] messages)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var message in messages)
        {
            await Services.GetRequiredService<Outbox>().AddAsync(message, transaction, CancellationToken.None);
        }
        await transaction.CommitAsync();
    }

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
