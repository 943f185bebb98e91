using System.Diagnostics;
using System.Globalization;
using HomeLab.Testing;

namespace HomeLab.Dns.Tests.Replicas;

/// <summary>The service as a process of its own, which can be stopped, continued and killed.</summary>
sealed class Replica : IAsyncDisposable
{
    readonly Process process;
    readonly Queue<string> output = [];
    bool isListening;

    Replica(Process process) => this.process = process;

    public int Id => process.Id;

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

    public static async Task<Replica> StartAsync(params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HomeLab.Dns.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }
        var started = new Replica(Process.Start(start)!);
        started.process.OutputDataReceived += (_, line) => started.Keep(line.Data);
        started.process.ErrorDataReceived += (_, line) => started.Keep(line.Data);
        started.process.BeginOutputReadLine();
        started.process.BeginErrorReadLine();
        await Eventually.TrueAsync(() => started.isListening || started.process.HasExited, "Dns listens", TimeSpan.FromSeconds(90));
        return started.process.HasExited ? throw new InvalidOperationException(started.Output) : started;
    }

    public void Stop() => Signal("STOP");

    public void Continue() => Signal("CONT");

    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    void Keep(string? line)
    {
        lock (output)
        {
            isListening |= line?.Contains("Application started", StringComparison.Ordinal) == true;
            output.Enqueue(line ?? "");
            while (output.Count > 60)
            {
                output.Dequeue();
            }
        }
    }
}
