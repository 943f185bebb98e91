using System.Diagnostics;

namespace HomeLab.ServiceDefaults.Tests.Hosting;

/// <summary>A service as a process of its own, ended with the test.</summary>
sealed class ServiceProcess : IDisposable
{
    readonly Process process;
    readonly List<string> lines = [];

    ServiceProcess(IEnumerable<string> settings)
    {
        process = new Process
        {
            StartInfo = new ProcessStartInfo(
                "dotnet", [Path.Combine(AppContext.BaseDirectory, "HomeLab.ServiceDefaults.Tests.Service.dll"), .. settings])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
    }

    public string Output
    {
        get
        {
            lock (lines)
            {
                return string.Join('\n', lines);
            }
        }
    }

    /// <param name="settings">As on a command line: <c>--Rpc:Port=1</c>.</param>
    public static ServiceProcess Start(params string[] settings)
    {
        var service = new ServiceProcess(settings);
        service.process.Start();
        service.process.BeginOutputReadLine();
        service.process.BeginErrorReadLine();
        return service;
    }

    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<int> ExitCodeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
        process.Dispose();
    }

    void Add(string? line)
    {
        lock (lines)
        {
            lines.Add(line ?? "");
        }
    }
}
