using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HomeLab.Inventory.Tests.Repositories.Pulls;

/// <summary>A forge with one repository, <c>home/lab</c>, as GitHub (<c>/api/v3</c>) and Gitea (<c>/api/v1</c>) answer: pages with a <c>Link</c>, and a token that is asked for.</summary>
sealed class SimulatedForge : IAsyncDisposable
{
    public const string Token = "canary-of-the-forge";

    const int PageSize = 2;

    readonly WebApplication app;

    SimulatedForge(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    /// <summary>What is open, in the order in which it was made.</summary>
    public IReadOnlyList<object> Open { get; set; } = [];

    public static async Task<SimulatedForge> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var forge = new SimulatedForge(builder.Build());
        forge.app.MapGet("/api/v3/repos/home/lab/pulls", (HttpContext context) => forge.AnswerAsync(context, $"Bearer {Token}"));
        forge.app.MapGet("/api/v1/repos/home/lab/pulls", (HttpContext context) => forge.AnswerAsync(context, $"token {Token}"));
        await forge.app.StartAsync();
        return forge;
    }

    public static object Pull(int number, string title, string body = "", string createdAt = "2026-02-01T08:00:00Z") => new
    {
        number,
        title,
        body,
        created_at = createdAt,
        state = "open",
        user = new { login = "renovate[bot]" },
        head = new { @ref = $"renovate/{number}" },
        @base = new { @ref = "main" },
        labels = Array.Empty<object>(),
    };

    public ValueTask DisposeAsync() => app.DisposeAsync();

    async Task AnswerAsync(HttpContext context, string authorization)
    {
        if (context.Request.Headers.Authorization != authorization)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var page = int.Parse(context.Request.Query["page"]!, null);
        if (page * PageSize < Open.Count)
            context.Response.Headers.Link = $"<http://elsewhere.example.org/?page={page + 1}>; rel=\"next\"";
        await context.Response.WriteAsJsonAsync(Open.Skip((page - 1) * PageSize).Take(PageSize), JsonSerializerOptions.Web);
    }
}
