using System.Diagnostics;
using HomeLab.NativeServers;

namespace HomeLab.Benchmarks.Updaters;

/// <summary>Runs a program for a while, and keeps what it said.</summary>
static class ToolRun
{
    /// <returns>What it said; <c>HasEnded</c> is false where it was still at it when the patience was over, and was stopped.</returns>
    public static async Task<(string Output, bool HasEnded)> RunAsync(TimeSpan patience, string file, params IReadOnlyList<string> arguments)
    {
        var lines = new List<string>();
        var process = await StartAsync(line => { lock (lines) { lines.Add(line); } }, file, arguments);
        await using (process)
        {
            await Task.WhenAny(process.Exited, Task.Delay(patience));
            var hasEnded = process.HasExited;
            await process.StopAsync();
            return (string.Join('\n', lines), hasEnded);
        }
    }

    public static Task<SupervisedProcess> StartAsync(Action<string> say, string file, params IReadOnlyList<string> arguments) =>
        Supervisor.StartAsync(new ProcessSpecification(file, arguments) { Grace = TimeSpan.FromSeconds(2), Output = say, Error = say });

    /// <summary>As Debian counts it.</summary>
    public static string Version(string package)
    {
        using var process = Process.Start(new ProcessStartInfo("dpkg-query", ["--show", "--showformat", "${Version}", package]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd();
    }
}
