using System.Diagnostics;

namespace HomeLab.Polyfills.Tests.Grpc;

/// <summary>server.mjs: prints its address, then a line for each call that it has begun and for each whose cancellation it saw; ends with its input.</summary>
public sealed class NodeEchoServer : IAsyncDisposable
{
    readonly Process process;
    readonly Task reading;

    NodeEchoServer(Process process, string address)
    {
        this.process = process;
        Address = address;
        reading = ReadAsync();
    }

    public string Address { get; }

    public Cancellations Cancellations { get; } = new();

    public static async Task<NodeEchoServer> StartAsync()
    {
        var process = await NodeTools.StartAsync("server.mjs");
        var errors = process.StandardError.ReadToEndAsync();
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"server.mjs: {await errors}");
        return new NodeEchoServer(process, address);
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        await reading;
        process.Dispose();
    }

    async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ', 2) is not [var what, var text]) continue;
            if (what == "begun") Cancellations.Begin(text);
            else if (what == "cancelled") Cancellations.See(text);
        }
    }
}
