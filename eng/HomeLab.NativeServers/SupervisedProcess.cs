using System.Diagnostics;
using System.Globalization;

namespace HomeLab.NativeServers;

/// <summary>A process that ends with its owner. Disposing it stops it within its grace.</summary>
public sealed class SupervisedProcess : IAsyncDisposable
{
    readonly Process _supervisor;
    readonly TimeSpan _grace;
    readonly Lock _pipe = new();

    internal SupervisedProcess(Process supervisor, int id, ProcessSpecification specification)
    {
        _supervisor = supervisor;
        _grace = specification.Grace;
        Id = id;
        SupervisorId = supervisor.Id;
        Exited = RunAsync(specification);
    }

    /// <summary>Process id of the command itself.</summary>
    public int Id { get; }

    /// <summary>Process id of its supervisor, which is the id of their process group and session too.</summary>
    public int SupervisorId { get; }

    /// <summary>
    /// The command's exit code, 128 + n when signal n ended it, once it has ended with all that it started and
    /// all of its output was passed on.
    /// </summary>
    public Task<int> Exited { get; }

    public bool HasExited => Exited.IsCompleted;

    /// <summary>Asks the whole group to stop, kills what is left after the grace, and returns when all has ended.</summary>
    public async Task<int> StopAsync(TimeSpan? grace = null)
    {
        Tell(grace ?? _grace);
        return await Exited;
    }

    /// <summary>Kills the whole group now, even one that is being stopped with grace.</summary>
    public void Kill() => Tell(TimeSpan.Zero);

    public async ValueTask DisposeAsync() => await StopAsync();

    void Tell(TimeSpan grace)
    {
        lock (_pipe)
        {
            if (HasExited)
                return;

            try
            {
                _supervisor.StandardInput.WriteLine(((int)Math.Ceiling(grace.TotalSeconds)).ToString(CultureInfo.InvariantCulture));
                _supervisor.StandardInput.Flush();
            }
            catch (IOException)
            {
                // The supervisor has just ended by itself.
            }
        }
    }

    async Task<int> RunAsync(ProcessSpecification specification)
    {
        await Task.WhenAll(PumpAsync(_supervisor.StandardOutput, specification.Output), PumpAsync(_supervisor.StandardError, specification.Error));
        await _supervisor.WaitForExitAsync();
        lock (_pipe)
        {
            var code = _supervisor.ExitCode;
            _supervisor.Dispose();
            return code;
        }
    }

    static async Task PumpAsync(StreamReader reader, Action<string>? receive)
    {
        await Task.Yield();
        while (await reader.ReadLineAsync() is { } line)
            receive?.Invoke(line);
    }
}
