using System.Diagnostics;
using System.Globalization;

namespace HomeLab.NativeServers;

/// <summary>A process that ends with its owner. Disposing it stops it within its grace.</summary>
public sealed class SupervisedProcess : IAsyncDisposable
{
    readonly Process _process;
    readonly Process _supervisor;
    readonly TimeSpan _grace;
    readonly Lock _pipe = new();

    internal SupervisedProcess(Process process, Process supervisor, ProcessSpecification specification)
    {
        _process = process;
        _supervisor = supervisor;
        _grace = specification.Grace;
        Id = process.Id;
        SupervisorId = supervisor.Id;
        Tell(string.Create(CultureInfo.InvariantCulture, $"group {Id}"));
        Exited = RunAsync(specification);
    }

    /// <summary>Process id of the command, which is the id of its process group and session too.</summary>
    public int Id { get; }

    /// <summary>Process id of its supervisor.</summary>
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
        Stop(grace ?? _grace);
        return await Exited;
    }

    /// <summary>Kills the whole group now, even one that is being stopped with grace.</summary>
    public void Kill() => Stop(TimeSpan.Zero);

    public async ValueTask DisposeAsync() => await StopAsync();

    void Stop(TimeSpan grace)
    {
        if (!HasExited)
            Tell(string.Create(CultureInfo.InvariantCulture, $"stop {(int)Math.Ceiling(grace.TotalSeconds)}"));
    }

    void Tell(string line)
    {
        lock (_pipe)
        {
            try
            {
                _supervisor.StandardInput.WriteLine(line);
                _supervisor.StandardInput.Flush();
            }
            catch (Exception exception) when (exception is IOException or InvalidOperationException)
            {
                // It has just ended by itself, and this has been disposed.
            }
        }
    }

    async Task<int> RunAsync(ProcessSpecification specification)
    {
        var output = Task.WhenAll(PumpAsync(_process.StandardOutput, specification.Output), PumpAsync(_process.StandardError, specification.Error));
        await _process.WaitForExitAsync();
        Tell("done");
        await _supervisor.WaitForExitAsync();
        await output;
        lock (_pipe)
        {
            var code = _process.ExitCode;
            _process.Dispose();
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
