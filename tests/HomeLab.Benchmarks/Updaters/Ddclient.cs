using System.Globalization;
using System.Text.RegularExpressions;

namespace HomeLab.Benchmarks.Updaters;

/// <summary>Debian's ddclient: one page as its detector, a cache file as its memory.</summary>
sealed partial class Ddclient(World world, TlsFront front, string directory) : IUpdater
{
    public string Name { get; } = $"ddclient {ToolRun.Version("ddclient")}";

    public string Credential => "ddclient";

    public bool IsResident => false;

    public async Task BeginAsync(Scenario scenario)
    {
        foreach (var host in scenario.Hosts(this))
        {
            // It makes none.
            await world.CreateAsync(scenario, host, "198.51.100.1");
        }
        // What changes here within 30 s is our hurry.
        await File.WriteAllTextAsync(File_(scenario, "conf"), $"""
            ssl=yes
            ssl_ca_file={Path.Combine(directory, "trust.pem")}
            cache={File_(scenario, "cache")}
            pid={File_(scenario, "pid")}
            min-interval=0
            use=no
            usev4=webv4, webv4=https://{front.Address}{world.Detector(scenario.Uplink(this), "page").AbsolutePath}
            protocol=cloudflare, zone={scenario.Zone}, server={front.Address}/client/v4, login=token, password={Fleet.SimulatedCloudflare.TokenOf(Credential)} {string.Join(',', scenario.Hosts(this))}

            """);
        File.SetUnixFileMode(File_(scenario, "conf"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await LookAsync(scenario, () => Task.FromResult(false));
    }

    public async Task<Look> LookAsync(Scenario scenario, Func<Task<bool>> isDone)
    {
        var (output, hasEnded) = await ToolRun.RunAsync(
            TimeSpan.FromMinutes(1), "ddclient", "-daemon=0", "-foreground", "-noquiet", "-verbose", "-file", File_(scenario, "conf"));
        await File.AppendAllTextAsync(File_(scenario, "log"), output);
        return new Look(hasEnded ? null : "it still waits after a minute");
    }

    public async Task AgeAsync(Scenario scenario, TimeSpan by)
    {
        var cache = await File.ReadAllTextAsync(File_(scenario, "cache"));
        await File.WriteAllTextAsync(File_(scenario, "cache"), Times().Replace(cache, match => string.Create(
            CultureInfo.InvariantCulture, $"{match.Groups[1].Value}={long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) - (long)by.TotalSeconds}")));
    }

    public Task SettleAsync(Scenario scenario) => Task.CompletedTask;

    /// <summary>Every 5 min, by its Debian unit.</summary>
    public async Task<IAsyncDisposable> StartAsync(Scenario scenario) =>
        await ToolRun.StartAsync(_ => { }, "ddclient", "-daemon=5m", "-foreground", "-file", File_(scenario, "conf"));

    string File_(Scenario scenario, string extension) => Path.Combine(directory, $"ddclient-{scenario.Id}.{extension}");

    /// <summary>Unix seconds of the last try and the last success.</summary>
    [GeneratedRegex(@"\b(atime|mtime)=([1-9]\d*)")]
    private static partial Regex Times();
}
