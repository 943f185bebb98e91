using System.Diagnostics;

namespace HomeLab.NativeServers;

/// <summary>Runs a short command to its end. Arguments are passed as they are; no shell reads them.</summary>
sealed record Command(string FileName, params IReadOnlyList<string> Arguments)
{
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public string Input { get; init; } = "";

    public async Task<CommandResult> TryRunAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(FileName, Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // An unreadable working directory of the owner would stop a command that runs as another account.
            WorkingDirectory = "/",
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.StandardInput.WriteAsync(Input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            return new CommandResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <exception cref="NativeServerException">The command failed; the message has the last of what it said.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var result = await TryRunAsync(cancellationToken);
        return result.ExitCode == 0
            ? result.Output
            : throw new NativeServerException($"{Path.GetFileName(FileName)} failed with exit code {result.ExitCode}: {result.Tail}");
    }
}

sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public string Tail => string.Join('\n', (Error + "\n" + Output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(8));
}
