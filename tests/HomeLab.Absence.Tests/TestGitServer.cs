using HomeLab.Testing;
using HomeLab.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HomeLab.Absence.Tests;

/// <summary>A bare repository behind HTTP, as plain files, which is all that git needs to fetch; and a clone that is pushed from.</summary>
sealed class TestGitServer : IAsyncDisposable
{
    readonly TemporaryDirectory directory = new();
    readonly int port;
    WebApplication? server;

    TestGitServer(int port) => this.port = port;

    /// <summary>What it answers instead of its files; null: its files.</summary>
    public Func<HttpContext, Task>? Answer { get; set; }

    public string Url => $"http://{OwnLoopback.Address}:{port}/home.git";

    public string Tree => Path.Combine(directory.Path, "tree");

    public Git Git => new(Tree);

    string Bare => Path.Combine(directory.Path, "home.git");

    public static async Task<TestGitServer> StartAsync()
    {
        // The port stays the same when it is stopped and started again.
        using var listener = new System.Net.Sockets.TcpListener(OwnLoopback.Address, 0);
        listener.Start();
        var started = new TestGitServer(((System.Net.IPEndPoint)listener.LocalEndpoint).Port);
        listener.Stop();
        Directory.CreateDirectory(started.Tree);
        await started.Git.RunAsync("init", "--quiet", "--initial-branch=main");
        await started.EmptyAsync();
        await started.ListenAsync();
        return started;
    }

    public async Task ListenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://{OwnLoopback.Address}:{port}");
        builder.Logging.ClearProviders();
        server = builder.Build();
        server.Run(context => Answer is { } answer ? answer(context) : ServeAsync(context));
        await server.StartAsync();
    }

    public async Task StopAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        server = null;
    }

    public void Write(string file, string text)
    {
        var path = Path.Combine(Tree, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Commits everything, and pushes it, also over what was there.</summary>
    public async Task<string> PushAsync()
    {
        var commit = await Git.CommitAsync();
        await PushHeadAsync();
        return commit;
    }

    public async Task PushHeadAsync(string branch = "main")
    {
        await Git.RunAsync("push", "--quiet", "--force", Bare, $"HEAD:refs/heads/{branch}");
        await new Git(Bare).RunAsync("update-server-info");
    }

    /// <summary>As if it had just been made.</summary>
    public async Task EmptyAsync()
    {
        if (Directory.Exists(Bare))
            Directory.Delete(Bare, recursive: true);
        Directory.CreateDirectory(Bare);
        await new Git(Bare).RunAsync("init", "--quiet", "--bare", "--initial-branch=main");
        await new Git(Bare).RunAsync("config", "gc.auto", "0");
        await new Git(Bare).RunAsync("update-server-info");
    }

    public async Task RenameBranchAsync(string from, string to)
    {
        await new Git(Bare).RunAsync("branch", "--move", from, to);
        await new Git(Bare).RunAsync("update-server-info");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        directory.Dispose();
    }

    Task ServeAsync(HttpContext context)
    {
        var path = Path.GetFullPath(directory.Path + context.Request.Path);
        if (path.StartsWith(Bare, StringComparison.Ordinal) && File.Exists(path))
            return context.Response.SendFileAsync(path);
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
