using System.Diagnostics;
using HomeLab.Benchmarks.Measuring;
using HomeLab.Testing;

namespace HomeLab.Benchmarks.Messages;

/// <summary>
/// Senders commit a row with each message; it is published with a confirm to a quorum queue, and handled once in a transaction with the
/// receiver's row. Beside it, raw clients that do the same durable work.
/// </summary>
static class MessagesBenchmark
{
    const int Senders = 32;
    const int Messages = 6000;
    const int Rounds = 5;

    public static async Task RunAsync(Report report)
    {
        await using var servers = await BenchServers.StartAsync();
        await using var fleet = await FleetPipeline.StartAsync(servers);
        await using var single = await RawPipeline.StartAsync(servers, "raw, a transaction a message", handledAtOnce: 1);
        await using var batched = await RawPipeline.StartAsync(servers, "raw, 100 messages a transaction", handledAtOnce: 100);
        IPipeline[] pipelines = [single, batched, fleet];
        var series = pipelines.Select(pipeline => new Series(pipeline.Name)).ToArray();
        for (var round = 0; round <= report.Rounds(Rounds); round++)
        {
            foreach (var (pipeline, rates) in pipelines.Zip(series))
            {
                var rate = await MeasureAsync(pipeline, round == 0 ? Messages / 6 : Messages);
                // The first one warms up.
                if (round > 0)
                {
                    rates.Add(rate);
                }
            }
        }
        report.Table("messages/s", series);
        report.Ratio(series[2], series[0], "at least 0.5");
        report.Ratio(series[2], series[1], "at least 0.5");
    }

    static async Task<double> MeasureAsync(IPipeline pipeline, int messages)
    {
        var before = await pipeline.HandledAsync();
        var watch = Stopwatch.StartNew();
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(async _ =>
        {
            for (var number = Interlocked.Increment(ref next); number <= messages; number = Interlocked.Increment(ref next))
            {
                await pipeline.SendAsync(number);
            }
        }));
        await Eventually.TrueAsync(async () => await pipeline.HandledAsync() == before + messages, "all are handled", TimeSpan.FromMinutes(5));
        return messages / watch.Elapsed.TotalSeconds;
    }
}
