using System.Diagnostics;
using System.Globalization;

namespace HomeLab.NativeServers;

/// <summary>
/// Starts processes that never outlive the process that started them, however that one ends.
/// </summary>
/// <remarks>
/// A fixed script of about a megabyte stands between: it leads a session of its own, so that the terminal's Ctrl+C
/// reaches the owner alone, and holds the read end of a pipe of the owner. When the pipe closes it asks everything
/// below to stop and kills what is left after the grace. Needs <c>setsid</c> and <c>/proc</c>, that is Linux.
/// </remarks>
public static class Supervisor
{
    static readonly string Script = EmbeddedScripts.Read("supervise.sh");

    /// <exception cref="NativeServerException">The machine cannot supervise, or the working directory is missing.</exception>
    public static async Task<SupervisedProcess> StartAsync(ProcessSpecification specification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(specification);
        cancellationToken.ThrowIfCancellationRequested();
        var process = Process.Start(Describe(specification)) ?? throw new NativeServerException("The supervisor did not start.");
        var pid = await process.StandardError.ReadLineAsync(CancellationToken.None);
        if (!int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            process.Dispose();
            throw new NativeServerException($"The supervisor of {specification.FileName} did not start: {pid}");
        }

        return new SupervisedProcess(process, id, specification);
    }

    static ProcessStartInfo Describe(ProcessSpecification specification)
    {
        if (!OperatingSystem.IsLinux())
            throw new NativeServerException("Processes can be supervised on Linux only.");

        var grace = (int)Math.Ceiling(specification.Grace.TotalSeconds);
        var signal = specification.StopSignal == StopSignal.Interrupt ? "INT" : "TERM";
        string[] supervisor = ["sh", "-c", Script, "supervise", Guid.NewGuid().ToString("N"), grace.ToString(CultureInfo.InvariantCulture), signal];
        var start = new ProcessStartInfo("setsid", [.. supervisor, specification.FileName, .. specification.Arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = specification.WorkingDirectory ?? "",
        };
        foreach (var (name, value) in specification.Environment)
            start.Environment[name] = value;
        return start;
    }
}
