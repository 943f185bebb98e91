using HomeLab.Inventory.Sources;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Lab;

/// <summary>Reads the lab directory at the start, when it changes and now and then.</summary>
sealed class LabWatcher(LeasedLoop loop, LabReader reader, IOptions<InventoryOptions> options, TimeProvider time) : BackgroundService
{
    readonly DirectoryChangeSignal signal = new(options.Value.Lab, options.Value.LabDebounce, time);

    public override void Dispose()
    {
        signal.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loop.RunAsync(SourceNames.Lab, async (lease, cancellationToken) =>
    {
        while (true)
        {
            await reader.ReadAsync(lease, cancellationToken);
            await signal.WaitAsync(options.Value.LabInterval, cancellationToken);
        }
    }, stoppingToken);
}
