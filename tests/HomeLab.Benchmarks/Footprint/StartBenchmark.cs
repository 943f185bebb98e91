using HomeLab.Benchmarks.Fleet;
using HomeLab.Benchmarks.Measuring;
using HomeLab.NativeServers;

namespace HomeLab.Benchmarks.Footprint;

/// <summary>From starting the AppHost to Ready, beside starting RabbitMQ and PostgreSQL at the same time and nothing else.</summary>
static class StartBenchmark
{
    const int Rounds = 5;

    public static async Task RunAsync(Report report)
    {
        var first = new Series("fleet, first start");
        var again = new Series("fleet, later start");
        var serversFirst = new Series("two servers, first start");
        var serversAgain = new Series("two servers, later start");
        for (var round = 0; round < report.Rounds(Rounds); round++)
        {
            var directory = NewDirectory();
            serversFirst.Add(await StartServersAsync(directory));
            serversAgain.Add(await StartServersAsync(directory));
            Directory.Delete(directory, recursive: true);

            var fleet = await RunningFleet.StartAsync();
            first.Add(fleet.Started.TotalSeconds);
            var state = await fleet.StopAsync();
            await using var later = await RunningFleet.StartAgainAsync(state, fleet.Lab, []);
            again.Add(later.Started.TotalSeconds);
        }
        report.Table("s", serversFirst, first, serversAgain, again);
        report.Ratio(first, serversFirst, "at most 2");
        report.Ratio(again, serversAgain, "at most 2");
    }

    static async Task<double> StartServersAsync(string directory)
    {
        RabbitMqServer? broker = null;
        PostgresServer? database = null;
        var seconds = await Stopwatches.SecondsAsync(() => Task.WhenAll(
            Task.Run(async () => broker = await RabbitMqServer.StartAsync(
                new RabbitMqServerOptions { BaseDirectory = Path.Combine(directory, "rabbitmq"), Password = "benchmark" })),
            Task.Run(async () => database = await PostgresServer.StartAsync(
                new PostgresServerOptions { DataDirectory = Path.Combine(directory, "postgres"), Password = "benchmark" }))));
        await broker!.DisposeAsync();
        await database!.DisposeAsync();
        return seconds;
    }

    static string NewDirectory()
    {
        var directory = Directory.CreateTempSubdirectory("homelab-bench-").FullName;
        // The account that runs PostgreSQL passes through here.
        File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return directory;
    }
}
