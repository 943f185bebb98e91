using System.Diagnostics;
using System.Globalization;
using HomeLab.Benchmarks.Measuring;
using HomeLab.Testing;

namespace HomeLab.Benchmarks.Updaters;

/// <summary>What one updater does in each scenario, in words.</summary>
sealed class Comparison(World world, IUpdater updater)
{
    const string Before = "93.184.216.34";
    const string After = "93.184.216.35";
    const int MostLooks = 6;

    /// <summary>By which it writes one record.</summary>
    string method = "";

    public async Task BeginAsync(Scenario scenario)
    {
        await world.TurnAsync(scenario.Uplink(updater), Before);
        await updater.BeginAsync(scenario);
    }

    /// <summary>The address turns, and nothing goes wrong.</summary>
    public async Task<(string Calls, string Seconds)> TurnAsync(Scenario scenario)
    {
        var since = await world.SequenceAsync();
        await world.TurnAsync(scenario.Uplink(updater), After);
        await updater.LookAsync(scenario, () => IsRightAsync(scenario));
        await updater.SettleAsync(scenario);
        var calls = await world.CallsAsync(updater, since);
        var writes = calls.Where(call => call.Method != "GET").ToList();
        method = scenario.Names == 1 ? writes[^1].Method : method;
        var seen = (await world.QuestionsAsync(scenario.Uplink(updater), since))[0].At;
        return ($"{calls.Count - writes.Count} + {writes.Count}", Report.Text((writes[^1].AnsweredAt - seen).TotalSeconds));
    }

    /// <summary>From the worst moment, right after a look, with the intervals that it has unless told.</summary>
    public async Task<string> WaitAsync(Scenario scenario)
    {
        var since = await world.SequenceAsync();
        await using var running = await updater.StartAsync(scenario);
        await Eventually.TrueAsync(
            async () => (await world.QuestionsAsync(scenario.Uplink(updater), since)).Count > 0, $"{updater.Name} looks", TimeSpan.FromMinutes(3), TimeSpan.FromMilliseconds(200));
        // That look is to end with what it was told.
        await Task.Delay(TimeSpan.FromSeconds(2));
        await world.TurnAsync(scenario.Uplink(updater), After);
        var seconds = await Stopwatches.SecondsAsync(() => Eventually.TrueAsync(
            () => IsRightAsync(scenario), $"{updater.Name} follows", TimeSpan.FromMinutes(20), TimeSpan.FromMilliseconds(250)));
        return Report.Text(Math.Round(seconds));
    }

    public async Task<string> HearAsync(Scenario scenario, string text, params string[] detectors)
    {
        await world.SayAsync(scenario.Uplink(updater), text, detectors);
        var look = await updater.LookAsync(scenario, async () => !await world.HoldsAsync(scenario, updater, Before));
        var there = await world.AddressAsync(scenario, scenario.Hosts(updater)[0]);
        return Sentence(there == Before ? "kept" : $"**the record becomes {there}**", look.Aftermath);
    }

    /// <summary>Its one write goes wrong.</summary>
    public async Task<string> FailAsync(Scenario scenario, string effect)
    {
        var rule = await world.ArmAsync(new
        {
            effect, status = 503, retryAfterSeconds = 20, times = 1, system = "cloudflare", method, credential = updater.Credential,
            path = $"/zones/{await world.ZoneIdAsync(scenario)}/**",
        });
        var since = await world.SequenceAsync();
        var watch = Stopwatch.StartNew();
        await world.TurnAsync(scenario.Uplink(updater), After);
        var look = await updater.LookAsync(scenario, () => IsRightAsync(scenario));
        var isRightAtOnce = await IsRightAsync(scenario);
        var right = isRightAtOnce ? "right at once" : await RecoverAsync(scenario, watch);
        await updater.SettleAsync(scenario);
        if (!updater.IsResident)
        {
            await updater.AgeAsync(scenario, TimeSpan.FromMinutes(5));
            await updater.LookAsync(scenario, () => Task.FromResult(false));
        }
        await world.DisarmAsync(rule);
        var zone = await world.ZoneIdAsync(scenario);
        var applied = (await world.CallsAsync(updater, since)).Count(call => call.Applied && call.Path.Contains(zone, StringComparison.Ordinal));
        return Sentence(look.Aftermath, right, applied == 1 ? null : $"written {applied} times");
    }

    /// <summary>Somebody else leads the record elsewhere.</summary>
    public async Task<string> OverrideAsync(Scenario scenario)
    {
        await world.ChangeAsync(scenario, scenario.Hosts(updater)[0], "198.51.100.9");
        await updater.AgeAsync(scenario, TimeSpan.FromHours(1));
        await updater.LookAsync(scenario, async () => await world.HoldsAsync(scenario, updater, Before));
        return await world.HoldsAsync(scenario, updater, Before) ? "put back" : "**stays as somebody made it**";
    }

    async Task<string> RecoverAsync(Scenario scenario, Stopwatch watch)
    {
        if (updater.IsResident)
        {
            for (var looks = 0; looks < MostLooks && !await IsRightAsync(scenario); looks++)
            {
                await updater.LookAsync(scenario, () => IsRightAsync(scenario));
            }
            return await IsRightAsync(scenario)
                ? string.Create(CultureInfo.InvariantCulture, $"right after {watch.Elapsed.TotalSeconds:0} s")
                : "**wrong to the end**";
        }
        await updater.LookAsync(scenario, () => Task.FromResult(false));
        if (await IsRightAsync(scenario))
        {
            return "right with the next look";
        }
        await updater.AgeAsync(scenario, TimeSpan.FromMinutes(5));
        await updater.LookAsync(scenario, () => Task.FromResult(false));
        return await IsRightAsync(scenario) ? "right 5 min later" : "**wrong 5 min later**";
    }

    Task<bool> IsRightAsync(Scenario scenario) => world.HoldsAsync(scenario, updater, After);

    static string Sentence(params string?[] parts) => string.Join("; ", parts.OfType<string>());
}
