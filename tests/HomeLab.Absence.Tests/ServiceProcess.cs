using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using HomeLab.Testing;

namespace HomeLab.Absence.Tests;

/// <summary>A service as it is deployed: a process, spoken to by gRPC.</summary>
sealed class ServiceProcess : IAsyncDisposable
{
    const string Secret = "a-secret-of-this-test-0123456789";
    readonly Process process;
    readonly Queue<string> output = [];
    readonly List<string> addresses = [];

    ServiceProcess(Process process) => this.process = process;

    /// <summary>Of its gRPC listener, at the port that the system chose.</summary>
    public string Address { get; private set; } = "";

    public GrpcChannel Channel { get; private set; } = null!;

    /// <summary>The token by which the named caller is known to every service here.</summary>
    public static string Token(string caller) => $"{caller}.{Secret}";

    public static CallOptions AsOperator() => new(
        new Metadata { { "authorization", "Bearer " + Token("operator") } }, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30));

    /// <summary>What it said last.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return string.Join('\n', output);
            }
        }
    }

    public static async Task<ServiceProcess> StartAsync(string assembly, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly + ".dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings.Concat(
        [
            ("Rpc__Port", "0"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
            ("Rpc__Callers__operator__Secret", Secret), ("Rpc__Callers__operator__Role", "Operator"),
            ("Rpc__Callers__dns__Secret", Secret), ("Rpc__Callers__dns__Role", "Viewer"),
            ("Rpc__Callers__inventory__Secret", Secret), ("Rpc__Callers__inventory__Role", "Viewer"),
        ]))
        {
            start.Environment[name] = value;
        }
        var started = new ServiceProcess(Process.Start(start)!);
        started.process.OutputDataReceived += (_, line) => started.Keep(line.Data);
        started.process.ErrorDataReceived += (_, line) => started.Keep(line.Data);
        started.process.BeginOutputReadLine();
        started.process.BeginErrorReadLine();
        await started.ListenAsync(assembly);
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        Channel?.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>It says where it listens: first for health, then for gRPC.</summary>
    async Task ListenAsync(string assembly)
    {
        await Eventually.TrueAsync(
            () =>
            {
                lock (output)
                {
                    return addresses.Count == 2 || process.HasExited;
                }
            },
            $"{assembly} listens", TimeSpan.FromSeconds(180));
        Address = addresses.Count == 2 ? addresses[1] : throw new InvalidOperationException($"{assembly} ended:\n{Output}");
        Channel = GrpcChannel.ForAddress(Address);
    }

    void Keep(string? line)
    {
        const string Listening = "Now listening on: ";
        lock (output)
        {
            if (line?.IndexOf(Listening, StringComparison.Ordinal) is { } at && at >= 0)
            {
                addresses.Add(line![(at + Listening.Length)..].Trim());
            }
            output.Enqueue(line ?? "");
            while (output.Count > 60)
            {
                output.Dequeue();
            }
        }
    }
}
