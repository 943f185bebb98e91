using System.ComponentModel;
using System.Diagnostics;

namespace HomeLab.Restic;

/// <summary>One run of the program <c>restic</c>.</summary>
sealed class ResticProcess : IDisposable
{
    static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "SSH_AUTH_SOCK"];

    static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    readonly ResticSettings settings;
    readonly Process process;
    readonly Task<string> said;

    ResticProcess(ResticSettings settings, Process process) => (this.settings, this.process, said) = (settings, process, process.StandardError.ReadToEndAsync());

    public Stream Input => process.StandardInput.BaseStream;

    public Stream Output => process.StandardOutput.BaseStream;

    /// <exception cref="ResticException">There is no such program.</exception>
    public static ResticProcess Start(ResticSettings settings, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("restic", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Except(Inherited).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in settings.Environment)
            start.Environment[name] = value;
        start.Environment["RESTIC_REPOSITORY"] = settings.Repository;
        start.Environment["RESTIC_PASSWORD"] = settings.Password;
        try
        {
            return new ResticProcess(settings, Process.Start(start)!);
        }
        catch (Win32Exception exception)
        {
            throw new ResticException(ResticException.NotInstalled, "restic cannot be started; is it installed where this service runs?", exception);
        }
    }

    /// <exception cref="ResticException">It failed.</exception>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw Failure(await said.WaitAsync(cancellationToken));
    }

    /// <summary>Whether it ends by itself within a moment, as it does when it has something to say.</summary>
    public async Task<bool> EndsSoonAsync(CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(Soon);
        try
        {
            await process.WaitForExitAsync(late.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Ends it, if it runs still.</summary>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        process.Dispose();
    }

    ResticException Failure(string words) => new(
        words switch
        {
            _ when words.Contains("wrong password", StringComparison.OrdinalIgnoreCase) => ResticException.WrongPassword,
            _ when words.Contains("unable to open config file", StringComparison.Ordinal) || words.Contains("repository does not exist", StringComparison.Ordinal) => ResticException.NoRepository,
            _ when words.Contains("already locked", StringComparison.Ordinal) => ResticException.Locked,
            _ when words.Contains("no matching ID found", StringComparison.Ordinal) => ResticException.NoSuchCopy,
            _ => ResticException.Failed,
        },
        Clean(words));

    string Clean(string words)
    {
        foreach (var secret in settings.Environment.Values.Append(settings.Password).Where(it => it.Length > 0))
            words = words.Replace(secret, "…", StringComparison.Ordinal);
        var lines = words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "restic failed and said nothing" : $"restic: {lines[0]}";
    }
}
