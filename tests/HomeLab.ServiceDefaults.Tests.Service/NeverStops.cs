namespace HomeLab.ServiceDefaults.Tests.Service;

/// <summary>Ignores every request to stop, as a stuck library does.</summary>
sealed class NeverStops : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(CancellationToken.None);
        return Task.CompletedTask;
    }
}
