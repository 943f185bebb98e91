using System.ComponentModel;
using System.Diagnostics;

namespace HomeLab.Inventory.Lab.Git;

/// <summary>Runs the <c>git</c> program on a repository that anybody may have written: reads only, runs no program that it names.</summary>
static class GitCommand
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);
    const int MaxOutput = 1 << 20;
    static readonly string[] Harmless = ["--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"];

    /// <summary>Exit code and standard output (cut at 1 MiB).</summary>
    /// <exception cref="GitUnavailableException">There is no git, or it does not end.</exception>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(
        string directory, CancellationToken cancellationToken, params string[] arguments) =>
        RunAsync(directory, Timeout, new Dictionary<string, string>(), cancellationToken, arguments);

    /// <param name="settings">Variables of its environment.</param>
    /// <exception cref="GitUnavailableException">There is no git, or it does not end.</exception>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string directory, TimeSpan timeout, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken, params string[] arguments)
    {
        using var process = Start(directory, settings, arguments);
        process.StandardInput.Close();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        return await ReadAsync(process, timeout, deadline.Token, cancellationToken);
    }

    /// <summary>Starts it for a caller that reads and writes its streams.</summary>
    /// <exception cref="GitUnavailableException">There is no git.</exception>
    public static Process Start(string directory, params string[] arguments) => Start(directory, new Dictionary<string, string>(), arguments);

    static Process Start(string directory, IReadOnlyDictionary<string, string> settings, string[] arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in Harmless.Concat(arguments))
            start.ArgumentList.Add(argument);
        start.Environment["LC_ALL"] = "C";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        try
        {
            return Process.Start(start) ?? throw new GitUnavailableException("git did not start");
        }
        catch (Win32Exception)
        {
            throw new GitUnavailableException("the program git is not installed");
        }
    }

    static async Task<(int, string, string)> ReadAsync(Process process, TimeSpan timeout, CancellationToken deadline, CancellationToken cancellationToken)
    {
        try
        {
            var output = ReadAsync(process.StandardOutput, deadline);
            var error = ReadAsync(process.StandardError, deadline);
            await Task.WhenAll(output, error);
            await process.WaitForExitAsync(deadline);
            return (process.ExitCode, await output, (await error).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new GitUnavailableException($"git did not end within {timeout.TotalSeconds} s");
        }
    }

    static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var text = new System.Text.StringBuilder();
        var buffer = new char[8192];
        while (await reader.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (text.Length < MaxOutput)
                text.Append(buffer, 0, count);
        }
        return text.ToString();
    }
}
