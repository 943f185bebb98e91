using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HomeLab.ServiceDefaults.Hosting;

/// <summary>Ends the process when an orderly shutdown does not end by itself.</summary>
/// <remarks>A bus that is stuck in topology errors was seen to ignore SIGTERM for ten minutes.</remarks>
sealed class HardStop(IHostApplicationLifetime lifetime, IOptions<ShutdownOptions> options, TimeProvider time) : IHostedService, IDisposable
{
    ITimer? timer;
    CancellationTokenRegistration stopping;
    CancellationTokenRegistration stopped;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        stopping = lifetime.ApplicationStopping.Register(Arm);
        stopped = lifetime.ApplicationStopped.Register(() => timer?.Dispose());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        timer?.Dispose();
        stopping.Dispose();
        stopped.Dispose();
    }

    void Arm() => timer = time.CreateTimer(
        _ => End(), null, options.Value.FinishWithin + options.Value.HardStopAfter, Timeout.InfiniteTimeSpan);

    void End()
    {
        // Past the logger, which writes in the background and would not get to it.
        Console.Error.WriteLine($"Not finished {options.Value.FinishWithin + options.Value.HardStopAfter} after the stop was asked for; ending the process.");
        // Exit handlers could hang as well; a killed process leaves only what its next start expects anyway.
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
