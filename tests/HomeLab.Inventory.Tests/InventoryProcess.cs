using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Inventory.Tests;

/// <summary>The service as it is deployed: a process, spoken to by gRPC.</summary>
sealed class InventoryProcess : IAsyncDisposable
{
    const string Secret = "a-secret-of-this-test-0123456789";

    readonly Process process;
    readonly GrpcChannel channel;

    InventoryProcess(Process process, GrpcChannel channel) => (this.process, this.channel) = (process, channel);

    public List<string> Output { get; } = [];

    /// <param name="settings">Of its environment, beside those that each has.</param>
    public static InventoryProcess Start(string database, string messaging, string lab, params (string Name, string Value)[] settings)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HomeLab.Inventory.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings.Concat(
        [
            ("ConnectionStrings__inventory-db", database), ("ConnectionStrings__messaging", messaging), ("Inventory__Lab", lab),
            ("Rpc__Port", $"{port}"), ("Rpc__Callers__test__Secret", Secret), ("Rpc__Callers__test__Role", "Viewer"),
            ("Rpc__Callers__ada__Secret", Secret), ("Rpc__Callers__ada__Role", "Operator"),
            ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
        ]))
        {
            start.Environment[name] = value;
        }
        var started = new InventoryProcess(Process.Start(start)!, GrpcChannel.ForAddress($"http://127.0.0.1:{port}"));
        started.process.OutputDataReceived += (_, line) => started.Keep(line.Data);
        started.process.ErrorDataReceived += (_, line) => started.Keep(line.Data);
        started.process.BeginOutputReadLine();
        started.process.BeginErrorReadLine();
        return started;
    }

    public Contracts.Grpc.Inventory.Inventory.InventoryClient Client => new(channel);

    public Contracts.Grpc.Inventory.Systems.SystemsClient Systems => new(channel);

    public static Metadata As(string caller) => new() { { "authorization", $"Bearer {caller}.{Secret}" } };

    /// <summary>Null while it does not answer.</summary>
    public async Task<Snapshot?> SnapshotAsync(string token = "test." + Secret)
    {
        var client = new Contracts.Grpc.Inventory.Inventory.InventoryClient(channel);
        try
        {
            return await client.GetSnapshotAsync(
                new GetSnapshotRequest(), new Metadata { { "authorization", $"Bearer {token}" } }, DateTime.MaxValue);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unavailable)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    void Keep(string? line)
    {
        lock (Output)
            Output.Add(line ?? "");
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
