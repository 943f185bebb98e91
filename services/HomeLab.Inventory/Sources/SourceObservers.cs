using HomeLab.Inventory.Lab;
using HomeLab.Lab.Kinds;
using HomeLab.ServiceDefaults.Outages;

namespace HomeLab.Inventory.Sources;

/// <summary>Runs an observer for each source of the lab in force, each on its own.</summary>
sealed partial class SourceObservers(
    LabStore labs, LeasedLoop loop, IEnumerable<ISourceKind> kinds, DatabaseOutages outages, TimeProvider time,
    ILogger<SourceObservers> logger) : BackgroundService
{
    const string Part = "sources";
    static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    readonly Dictionary<string, (string Settings, CancellationTokenSource Stop, Task Task)> running = [];
    bool isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await AlignAsync(await labs.ReadLabAsync(stoppingToken) ?? new LabSpec(), stoppingToken);
                outages.Overcome(Part);
                isFailing = false;
            }
            catch (Npgsql.NpgsqlException exception)
            {
                if (!outages.Met(Part, exception) && !isFailing)
                    Log.Failed(logger, exception.Message);
                isFailing = true;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            await Task.Delay(LookInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await Task.WhenAll(running.Values.Select(it => it.Task));
    }

    async Task AlignAsync(LabSpec lab, CancellationToken stoppingToken)
    {
        var wanted = kinds.SelectMany(it => it.Wanted(lab)).ToDictionary(it => it.Name);
        foreach (var (name, observer) in running.Where(it => wanted.GetValueOrDefault(it.Key)?.Settings != it.Value.Settings).ToList())
        {
            await observer.Stop.CancelAsync();
            await observer.Task;
            observer.Stop.Dispose();
            running.Remove(name);
        }
        foreach (var source in wanted.Values.Where(it => !running.ContainsKey(it.Name)))
        {
            var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            running.Add(source.Name, (source.Settings, stop, loop.RunAsync(source.Name, source.ObserveAsync, stop.Token)));
        }
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Failed to read the lab in force: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
