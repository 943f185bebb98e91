using System.Diagnostics;

namespace HomeLab.Absence.Tests;

/// <summary>The git program in one directory.</summary>
sealed class Git(string directory)
{
    /// <summary>Commits everything that there is and returns the commit.</summary>
    public async Task<string> CommitAsync()
    {
        await RunAsync("add", "--all");
        await RunAsync("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "Change");
        return (await RunAsync("rev-parse", "HEAD")).Trim();
    }

    public async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"git {arguments[0]}: {await error}");
    }
}
