using System.Collections.Concurrent;
using HomeLab.Crash.Checking;
using HomeLab.Crash.Points;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Xunit.Abstractions;

namespace HomeLab.Crash.Tests;

/// <summary>
/// Every place before and after an input or output, from a commit in the lab to a fact in an inbox: each service is stopped dead at each
/// of its own in turn, and nothing is lost, doubled or left behind.
/// </summary>
[Collection(nameof(CrashRunTests))]
public sealed class CrashPointTests(ITestOutputHelper output)
{
    /// <summary>Fleets side by side; mostly they wait.</summary>
    const int Fleets = 3;

    [Proves("S2-35")]
    [RequiresFact(Requirement.RabbitMq, Requirement.PostgreSql)]
    public async Task A_crash_at_any_point_is_recovered_from()
    {
        var todo = new ConcurrentQueue<(string Service, CrashPoint Point)>();
        var counted = new TaskCompletionSource();
        var results = new ConcurrentBag<(string Service, CrashPoint Point, bool IsReached, IReadOnlyList<Violation> Violations)>();

        await Task.WhenAll(Enumerable.Range(0, Fleets).Select(async number =>
        {
            await using var fleet = await StartAsync();
            var run = new PointRun(fleet, new Books(fleet.Sources, fleet.Clock));
            await run.BeginAsync();
            if (number == 0)
            {
                foreach (var service in PointFleet.Services)
                {
                    foreach (var point in await run.CountAsync(service))
                    {
                        todo.Enqueue((service, point));
                    }
                }
                counted.SetResult();
            }
            await counted.Task.WaitAsync(TimeSpan.FromMinutes(3));
            while (results.All(result => result.Violations.Count == 0) && todo.TryDequeue(out var next))
            {
                var (isReached, violations) = await run.CrashAsync(next.Service, next.Point);
                results.Add((next.Service, next.Point, isReached, violations));
            }
        }));

        foreach (var of in results.GroupBy(result => result.Service))
        {
            output.WriteLine($"{of.Key}: {of.Count(result => result.IsReached)} of {of.Count()} points crashed at");
        }
        foreach (var (service, point, isReached, violations) in results.OrderBy(it => it.Service).ThenBy(it => it.Point.Label))
        {
            output.WriteLine($"{service}: {point}{(isReached ? "" : " (did not come again)")}{string.Concat(violations.Select(it => $"\n    {it}"))}");
        }
        Assert.All(results, result => Assert.Empty(result.Violations));
        Assert.True(results.Count(result => result.IsReached) >= 0.8 * results.Count && results.Count > 100, $"{results.Count} points");
    }

    static async Task<PointFleet> StartAsync()
    {
        var databases = new Dictionary<string, string>();
        foreach (var service in PointFleet.Services)
        {
            databases[service] = (await TestDatabase.CreateAsync()).ConnectionString;
        }
        return await PointFleet.StartAsync(
            databases, new Uri(await TestBroker.CreateVirtualHostAsync()), Directory.CreateTempSubdirectory("homelab-crash-").FullName);
    }
}
