using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace HomeLab.NativeServers;

/// <summary>
/// Starts processes that never outlive the process that started them, however that one ends.
/// </summary>
/// <remarks>
/// Each leads a session of its own, so that the terminal's Ctrl+C reaches the owner alone. Beside it a fixed script of
/// about a megabyte holds the read end of a pipe of the owner. When the pipe closes it asks everything that was started
/// to stop and kills what is left after the grace. It stands beside and not between because shells drop environment
/// variables whose names they do not like, such as <c>ConnectionStrings__dns-db</c>. Needs <c>setsid</c> and
/// <c>/proc</c>, that is Linux.
/// </remarks>
public static class Supervisor
{
    const string Mark = "HOMELAB_SUPERVISED";
    static readonly string Script = EmbeddedScripts.Read("supervise.sh");

    /// <exception cref="NativeServerException">The machine cannot supervise, or the working directory is missing.</exception>
    public static Task<SupervisedProcess> StartAsync(ProcessSpecification specification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(specification);
        cancellationToken.ThrowIfCancellationRequested();
        if (!OperatingSystem.IsLinux())
            throw new NativeServerException("Processes can be supervised on Linux only.");

        var mark = Guid.NewGuid().ToString("N");
        var supervisor = Start(DescribeSupervisor(specification, mark));
        try
        {
            var process = Start(Describe(specification, mark));
            process.StandardInput.Close();
            return Task.FromResult(new SupervisedProcess(process, supervisor, specification));
        }
        catch
        {
            supervisor.StandardInput.Close();
            supervisor.Dispose();
            throw;
        }
    }

    static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new NativeServerException($"{start.ArgumentList[0]} could not be started: {exception.Message}", exception);
        }
    }

    static ProcessStartInfo DescribeSupervisor(ProcessSpecification specification, string mark)
    {
        var grace = (int)Math.Ceiling(specification.Grace.TotalSeconds);
        var signal = specification.StopSignal == StopSignal.Interrupt ? "INT" : "TERM";
        string[] arguments = ["sh", "-c", Script, "supervise", mark, grace.ToString(CultureInfo.InvariantCulture), signal];
        return new ProcessStartInfo("setsid", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
    }

    static ProcessStartInfo Describe(ProcessSpecification specification, string mark)
    {
        var start = new ProcessStartInfo("setsid", [specification.FileName, .. specification.Arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = specification.WorkingDirectory ?? "",
        };
        foreach (var (name, value) in specification.Environment)
            start.Environment[name] = value;
        start.Environment[Mark] = mark;
        return start;
    }
}
