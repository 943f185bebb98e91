using System.Collections.Concurrent;
using System.Diagnostics;

namespace HomeLab.Polyfills.Tests.Grpc;

/// <summary>server.mjs: prints its address, then a line for each call whose cancellation it saw; ends with its input.</summary>
public sealed class NodeEchoServer : IAsyncDisposable
{
    readonly Process process;
    readonly Task reading;
    readonly ConcurrentDictionary<string, TaskCompletionSource> cancelled = new();

    NodeEchoServer(Process process, string address)
    {
        this.process = process;
        Address = address;
        reading = ReadAsync();
    }

    public string Address { get; }

    public static async Task<NodeEchoServer> StartAsync()
    {
        var process = await NodeTools.StartAsync("server.mjs");
        var errors = process.StandardError.ReadToEndAsync();
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"server.mjs: {await errors}");
        return new NodeEchoServer(process, address);
    }

    public Task CancellationSeen(string text) => Of(text).Task.WaitAsync(TimeSpan.FromSeconds(10));

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        await reading;
        process.Dispose();
    }

    async Task ReadAsync()
    {
        const string prefix = "cancelled ";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal)) Of(line[prefix.Length..]).TrySetResult();
        }
    }

    TaskCompletionSource Of(string text) => cancelled.GetOrAdd(text, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
