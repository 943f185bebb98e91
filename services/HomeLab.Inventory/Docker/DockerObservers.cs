using HomeLab.Inventory.Lab;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using HomeLab.Inventory.Resources;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Docker;

/// <summary>Runs an observer for each Docker host of the lab in force, each on its own.</summary>
sealed partial class DockerObservers(
    LabStore labs, LeasedLoop loop, DockerClients clients, Observations observations, IOptions<InventoryOptions> options, TimeProvider time,
    ILogger<DockerObservers> logger) : BackgroundService
{
    static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    readonly Dictionary<string, (string Settings, CancellationTokenSource Stop, Task Task)> running = [];
    bool isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await AlignAsync((await labs.ReadLabAsync(stoppingToken))?.Docker ?? [], stoppingToken);
                isFailing = false;
            }
            catch (Npgsql.NpgsqlException exception)
            {
                if (!isFailing)
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

    async Task AlignAsync(IReadOnlyList<DockerSource> sources, CancellationToken stoppingToken)
    {
        // How names are published is not the observer's business; only another way to the engine starts it anew.
        var wanted = sources.ToDictionary(it => it.Name, it => LabJson.Write(it with { Publish = null }));
        foreach (var (name, observer) in running.Where(it => wanted.GetValueOrDefault(it.Key) != it.Value.Settings).ToList())
        {
            await observer.Stop.CancelAsync();
            await observer.Task;
            observer.Stop.Dispose();
            running.Remove(name);
        }
        foreach (var source in sources.Where(it => !running.ContainsKey(it.Name)))
        {
            var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var task = loop.RunAsync(
                $"docker/{source.Name}",
                (lease, token) => new DockerObserver(source, lease, clients, observations, options, time).RunAsync(token), stop.Token);
            running.Add(source.Name, (wanted[source.Name], stop, task));
        }
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Failed to read the lab in force: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
