using HomeLab.Crash;
using HomeLab.Crash.Checking;
using HomeLab.Crash.Recorder;
using Microsoft.Extensions.Configuration;

if (args is [RecorderService.Name, ..])
{
    await RecorderService.RunAsync(args[1..]);
    return 0;
}

var configuration = new ConfigurationBuilder()
    .AddEnvironmentVariables()
    .AddInMemoryCollection(new ConfigurationBuilder().AddCommandLine(args).Build().AsEnumerable().Select(it => KeyValuePair.Create("Crash:" + it.Key, it.Value)))
    .Build();
var options = configuration.GetSection("Crash").Get<CrashOptions>() ?? new CrashOptions();
var state = Directory.CreateDirectory(options.State ?? Directory.CreateTempSubdirectory("homelab-crash-").FullName).FullName;
var time = TimeProvider.System;
Console.WriteLine($"Seed {options.Seed}, {options.Workloads} workloads of {options.Seconds} s; files in {state}");

var reports = new List<WorkloadReport>();
await using (var fleet = await CrashFleet.StartAsync(state, time))
{
    var books = new Books(fleet.Sources, time);
    await books.BeginAsync();
    var run = new CrashRun(fleet, books, options, time, line => Console.WriteLine($"{time.GetUtcNow():HH:mm:ss.fff} {line}"));
    for (var seed = options.Seed; seed < options.Seed + options.Workloads; seed++)
    {
        var report = await run.RunAsync(seed);
        reports.Add(report);
        Console.WriteLine(report);
        foreach (var violation in report.Violations)
        {
            Console.WriteLine($"  {violation}");
        }
        if (options.Log is { } log)
        {
            await File.AppendAllLinesAsync(log, [report.ToString(), .. report.Violations.Select(violation => $"  {violation}")]);
        }
        if (report.Violations.Count > 0)
        {
            Console.WriteLine($"Stopped; the fleet's files stay in {state}");
            return 1;
        }
    }
}
Console.WriteLine($"{reports.Sum(r => r.Kills + r.Pauses)} kills and stops, {reports.Sum(r => r.OfServers)} of the broker or the database, {reports.Sum(r => r.Edits)} edits: 0 violations");
if (options.State is null)
{
    Directory.Delete(state, recursive: true);
}
return 0;
