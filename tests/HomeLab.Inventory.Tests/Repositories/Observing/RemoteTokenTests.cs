using System.Collections.Concurrent;
using System.Text;
using HomeLab.Inventory.Repositories.Git;
using HomeLab.Lab.Files;
using HomeLab.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HomeLab.Inventory.Tests.Repositories.Observing;

public sealed class RemoteTokenTests : IDisposable
{
    const string Token = "canary-of-the-token";
    readonly TemporaryDirectory own = new();

    public void Dispose() => own.Dispose();

    [Fact]
    public async Task A_token_is_sent_and_stands_in_no_command_line_and_no_message()
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"x-access-token:{Token}"));
        var (headers, commands) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        await using var remote = await StartAsync(context =>
        {
            headers.Add(context.Request.Headers.Authorization.ToString());
            foreach (var process in Directory.GetDirectories("/proc").Where(it => char.IsAsciiDigit(Path.GetFileName(it)[0])))
                commands.Add(CommandOf(process));
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"git\"";
            return Task.CompletedTask;
        });

        var refused = await Assert.ThrowsAsync<LabUnreadableException>(
            () => new RepositoryMirror(own.Path, $"{remote.Urls.First()}/home.git", "main", Token).FetchAsync(CancellationToken.None));

        Assert.Equal("Unauthorized", refused.Code);
        Assert.Contains($"Basic {basic}", headers);
        Assert.Contains(commands, it => it.Contains("fetch", StringComparison.Ordinal) && it.Contains("home.git", StringComparison.Ordinal));
        Assert.DoesNotContain(commands, it => it.Contains(Token, StringComparison.Ordinal) || it.Contains(basic, StringComparison.Ordinal));
        Assert.DoesNotContain(Token, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_not_sent_to_where_a_remote_points()
    {
        var headers = new ConcurrentBag<string>();
        await using var other = await StartAsync(context =>
        {
            headers.Add(context.Request.Headers.Authorization.ToString());
            return Task.CompletedTask;
        });
        await using var remote = await StartAsync(context =>
        {
            context.Response.Redirect($"{other.Urls.First()}{context.Request.Path}{context.Request.QueryString}");
            return Task.CompletedTask;
        });

        var refused = await Assert.ThrowsAsync<LabUnreadableException>(
            () => new RepositoryMirror(own.Path, $"{remote.Urls.First()}/home.git", "main", Token).FetchAsync(CancellationToken.None));

        Assert.Empty(headers);
        Assert.Equal("Redirected", refused.Code);
    }

    static string CommandOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    }

    static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }
}
