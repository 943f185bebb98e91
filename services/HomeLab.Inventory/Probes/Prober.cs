using System.Collections.Concurrent;
using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Evaluation;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Probes;

/// <summary>Asks what the systems last judged can be asked, each now and then, few at a time, and one host's one after the other.</summary>
sealed class Prober(ProbeClient client, ProbeTargets finder, TlsTargets served, IOptions<InventoryOptions> options, TimeProvider time) : BackgroundService
{
    const int MostHostsAtOnce = 8;
    static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(100);

    /// <summary>Where no certificate is shown is looked ever less often, up to so many times.</summary>
    const int MostPatience = 32;

    readonly ConcurrentDictionary<ProbeTarget, Asked> readings = new();
    IReadOnlyList<ProbeTarget> targets = [];
    IReadOnlyList<TlsTarget> servers = [];

    /// <summary>Whoever judges says what there is to ask.</summary>
    public void Aim(LabView view)
    {
        var probed = options.Value.Probes ? finder.Of(view) : [];
        servers = options.Value.Probes ? served.Of(view, probed) : [];
        targets = [.. probed, .. servers.Where(it => it.Gap is null).Select(it => it.Asked)];
        foreach (var old in readings.Keys.Except(targets).ToList())
            readings.TryRemove(old, out _);
    }

    /// <summary>The answers that are not too old.</summary>
    public IReadOnlyList<ProbeReading> Readings() => [.. readings.Values.Select(it => it.Reading).Where(it => it.At > time.GetUtcNow() - (3 * options.Value.ProbeInterval))];

    /// <summary>Where certificates are served, and what was last seen there.</summary>
    public IReadOnlyList<TlsReading> Served() => [.. servers.Select(it => new TlsReading(it, readings.GetValueOrDefault(it.Asked)?.Reading))];

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
        var now = time.GetUtcNow();
        var hosts = targets.Where(it => !readings.TryGetValue(it, out var last) || last.Reading.At + (options.Value.ProbeInterval * last.Patience) <= now).GroupBy(it => it.Host);
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = MostHostsAtOnce, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(hosts, bounds, async (host, token) =>
        {
            var closed = new Dictionary<int, string>();
            foreach (var target in host)
            {
                var reading = closed.TryGetValue(target.Port, out var obstacle) && target.IsTls
                    ? target.Reading(time.GetUtcNow()) with { NotAsked = obstacle }
                    : await AskAsync(target, token);
                // A gateway has many names, and none of them is reached where it is not.
                if (reading.NotAsked is { } found)
                    closed.TryAdd(target.Port, found);
                readings[target] = new Asked(reading, PatienceWith(target, reading));
            }
        });
    }

    async Task<ProbeReading> AskAsync(ProbeTarget target, CancellationToken cancellationToken)
    {
        var reading = await client.AskAsync(target, cancellationToken);
        // One answer may get lost; two do not.
        if (reading.Failure is not null)
        {
            await Task.Delay(Spacing, time, cancellationToken);
            reading = await client.AskAsync(target, cancellationToken);
        }
        await Task.Delay(Spacing, time, cancellationToken);
        return reading;
    }

    int PatienceWith(ProbeTarget target, ProbeReading reading) => target.IsTls && reading.Served is null && readings.TryGetValue(target, out var before)
        ? Math.Min(MostPatience, before.Patience * 2) : 1;

    /// <param name="Patience">How many intervals until it is asked again.</param>
    sealed record Asked(ProbeReading Reading, int Patience);
}
