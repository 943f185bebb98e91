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

        /// <summary>Gives an answer of before the last router was there again, as a cache does.</summary>
        Repeats,

        /// <summary>A Traefik with a file of its own is in its place.</summary>
        IsAnother,
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
        app.MapGet("/api/version", traefik.TellVersionAsync);
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

    async Task TellVersionAsync(HttpContext context)
    {
        var trouble = Now;
        if (!await FailsAsync(context, trouble))
            await context.Response.WriteAsJsonAsync(new { Version = "3.6.1", Codename = "ramequin", startDate = trouble == Trouble.IsAnother ? "2026-01-07T07:07:07.7Z" : StartedAt });
    }

    /// <summary>As of when it says that it started.</summary>
    public string StartedAt { get; set; } = "2026-01-02T03:04:05.678Z";

    static async Task<bool> FailsAsync(HttpContext context, Trouble trouble)
    {
        if (trouble == Trouble.Repeats)
            context.Response.Headers.Date = TimeProvider.System.GetUtcNow().AddMinutes(-10).ToString("R");
        if (trouble == Trouble.Hangs)
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if ((int)trouble is >= 400 and <= 500)
            context.Response.StatusCode = (int)trouble;
        if (trouble == Trouble.IsSomebodyElse)
            await context.Response.WriteAsync("<html>welcome</html>");
        return trouble is Trouble.Hangs or Trouble.IsSomebodyElse || context.Response.StatusCode >= 400;
    }

    async Task ListAsync(HttpContext context, ConcurrentDictionary<string, Router> routers)
    {
        var trouble = Now;
        if (await FailsAsync(context, trouble))
            return;
        var page = int.Parse(context.Request.Query["page"]!, CultureInfo.InvariantCulture);
        var all = routers.OrderBy(it => it.Key, StringComparer.Ordinal).Take(trouble == Trouble.ListsNothing ? 0 : int.MaxValue).ToList();
        if (trouble == Trouble.Repeats && all.Count > 0)
            all.RemoveAt(0);
        if (trouble == Trouble.IsAnother && all.Count > 0)
            all = [new("somebody-elses@file", new("Host(`elsewhere.example.com`)"))];
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
