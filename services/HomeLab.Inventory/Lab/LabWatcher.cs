using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Lab;

/// <summary>Reads the lab directory at the start, when it changes and now and then.</summary>
sealed class LabWatcher(LeasedLoop loop, LabReader reader, LabChangeSignal signal) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loop.RunAsync(SourceNames.Lab, async (lease, cancellationToken) =>
    {
        while (true)
        {
            await reader.ReadAsync(lease, cancellationToken);
            await signal.WaitAsync(cancellationToken);
        }
    }, stoppingToken);
}
