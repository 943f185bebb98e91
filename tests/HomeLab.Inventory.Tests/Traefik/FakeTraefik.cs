using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HomeLab.Inventory.Tests.Traefik;

/// <summary>Answers as Traefik's API does, with routers that a test writes, and misbehaves on demand.</summary>
public sealed class FakeTraefik : IAsyncDisposable
{
    /// <summary>Less than it is asked for, so that lists have several pages.</summary>
    const int PageSize = 2;

    readonly WebApplication app;

    FakeTraefik(WebApplication app) => this.app = app;

    /// <summary>What it can do to who asks.</summary>
    public enum Trouble
    {
        None,
        Hangs,
        Status401 = 401,
        Status403 = 403,
        Status404 = 404,
        Status429 = 429,
        Status500 = 500,
        IsSomebodyElse,
        Truncates,
        ListsNothing,
    }

    public Trouble Now { get; set; }

    /// <summary>By name and provider.</summary>
    public ConcurrentDictionary<string, Router> Http { get; } = new();

    public ConcurrentDictionary<string, Router> Tcp { get; } = new();

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<FakeTraefik> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(it => it.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var traefik = new FakeTraefik(app);
        app.MapGet("/api/http/routers", context => traefik.ListAsync(context, traefik.Http));
        app.MapGet("/api/tcp/routers", context => traefik.ListAsync(context, traefik.Tcp));
        await app.StartAsync();
        return traefik;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(0);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    async Task ListAsync(HttpContext context, ConcurrentDictionary<string, Router> routers)
    {
        var trouble = Now;
        if (trouble == Trouble.Hangs)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }
        if ((int)trouble is >= 400 and <= 500)
        {
            context.Response.StatusCode = (int)trouble;
            return;
        }
        if (trouble == Trouble.IsSomebodyElse)
        {
            await context.Response.WriteAsync("<html>welcome</html>");
            return;
        }
        var page = int.Parse(context.Request.Query["page"]!, CultureInfo.InvariantCulture);
        var all = trouble == Trouble.ListsNothing ? [] : routers.OrderBy(it => it.Key, StringComparer.Ordinal).ToList();
        context.Response.Headers["X-Next-Page"] = page * PageSize < all.Count ? $"{page + 1}" : "1";
        context.Response.ContentType = "application/json";
        var json = JsonSerializer.SerializeToUtf8Bytes(all.Skip((page - 1) * PageSize).Take(PageSize).Select(it => new
        {
            entryPoints = it.Value.EntryPoints ?? ["websecure"], service = it.Key.Split('@')[0], rule = it.Value.Rule, priority = 26, status = it.Value.Status,
            @using = it.Value.EntryPoints ?? ["websecure"], name = it.Key, provider = it.Key.Split('@')[1],
        }));
        context.Response.ContentLength = json.Length;
        if (trouble != Trouble.Truncates)
        {
            await context.Response.Body.WriteAsync(json);
            return;
        }
        await context.Response.Body.WriteAsync(json.AsMemory(0, json.Length / 2));
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    /// <summary>A router, on the entry point websecure unless it says others.</summary>
    public sealed record Router(string Rule, string[]? EntryPoints = null, string Status = "enabled");
}
