using System.Diagnostics;

namespace HomeLab.Fleet.Tests;

/// <summary>One run of <c>homelab</c>, as a process.</summary>
public sealed record CommandLine(int ExitCode, string Out, string Error)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task<CommandLine> RunAsync(string state, params IReadOnlyList<string> arguments)
    {
        // Beside this test's output lies its own: artifacts/bin/<project>/<configuration>.
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var start = new ProcessStartInfo("dotnet", [Path.Combine(output.Parent!.Parent!.FullName, "homelab", output.Name, "homelab.dll"), .. arguments])
        {
            Environment = { ["HOMELAB_STATE"] = state },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Patience);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        var text = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return new CommandLine(process.ExitCode, text, await error);
    }
}
