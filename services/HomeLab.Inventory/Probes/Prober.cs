using System.Collections.Concurrent;
using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Evaluation;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Probes;

/// <summary>Asks what the systems last judged can be asked, each now and then, few at a time, and one host's one after the other.</summary>
sealed class Prober(ProbeClient client, ProbeTargets finder, IOptions<InventoryOptions> options, TimeProvider time) : BackgroundService
{
    const int MostHostsAtOnce = 8;
    static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(100);

    readonly ConcurrentDictionary<ProbeTarget, ProbeReading> readings = new();
    IReadOnlyList<ProbeTarget> targets = [];

    /// <summary>Whoever judges says what there is to ask.</summary>
    public void Aim(LabView view)
    {
        targets = options.Value.Probes ? finder.Of(view) : [];
        foreach (var old in readings.Keys.Except(targets).ToList())
            readings.TryRemove(old, out _);
    }

    /// <summary>The answers that are not too old.</summary>
    public IReadOnlyList<ProbeReading> Readings() => [.. readings.Values.Where(it => it.At > time.GetUtcNow() - (3 * options.Value.ProbeInterval))];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await AskAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(options.Value.EvaluationDebounce, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Asks all whose time has come.</summary>
    public Task AskAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Value.ProbeInterval;
        var hosts = targets.Where(it => !readings.TryGetValue(it, out var last) || last.At <= before).GroupBy(it => it.Host);
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = MostHostsAtOnce, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(hosts, bounds, async (host, token) =>
        {
            foreach (var target in host)
            {
                var reading = await client.AskAsync(target, token);
                // One answer may get lost; two do not.
                if (reading.Failure is not null)
                {
                    await Task.Delay(Spacing, time, token);
                    reading = await client.AskAsync(target, token);
                }
                readings[target] = reading;
                await Task.Delay(Spacing, time, token);
            }
        });
    }
}
