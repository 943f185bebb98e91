using System.Globalization;
using System.Text.RegularExpressions;

namespace HomeLab.Benchmarks.Updaters;

/// <summary>
/// Debian's inadyn: one page as its detector, a file a name as its memory. It calls api.cloudflare.com whatever its settings are, so it runs with an <c>/etc/hosts</c>
/// of its own (a mount namespace).
/// </summary>
sealed partial class Inadyn : IUpdater
{
    readonly World world;
    readonly string directory;

    public Inadyn(World world, TlsFront front, string directory)
    {
        (this.world, this.directory) = (world, directory);
        // The second is whom it asks when its detector fails.
        File.WriteAllText(Path.Combine(directory, "hosts"), $"127.0.0.1 localhost\n{front.Address} {TlsFront.Host} api.ipify.org\n");
    }

    public string Name { get; } = $"inadyn {ToolRun.Version("inadyn")}";

    public string Credential => "inadyn";

    public bool IsResident => false;

    public async Task BeginAsync(Scenario scenario)
    {
        Directory.CreateDirectory(Cache(scenario));
        await File.WriteAllTextAsync(Configuration(scenario), $$"""
            ca-trust-file = {{Path.Combine(directory, "trust.pem")}}
            provider cloudflare.com {
                username = {{scenario.Zone}}
                password = {{Fleet.SimulatedCloudflare.TokenOf(Credential)}}
                hostname = { {{string.Join(", ", scenario.Hosts(this))}} }
                ttl = 1
                checkip-server = "{{world.Simulators.Authority}}"
                checkip-path = {{world.Detector(scenario.Uplink(this), "page").AbsolutePath}}
                checkip-ssl = false
            }

            """);
        await LookAsync(scenario, () => Task.FromResult(false));
    }

    public async Task<Look> LookAsync(Scenario scenario, Func<Task<bool>> isDone)
    {
        var (output, hasEnded) = await ToolRun.RunAsync(TimeSpan.FromSeconds(45), "unshare", [.. Arguments(scenario), "-1"]);
        await File.AppendAllTextAsync(Path.Combine(directory, $"inadyn-{scenario.Id}.log"), output + '\n');
        return new Look(hasEnded switch
        {
            true when output.Contains("exiting!", StringComparison.Ordinal) => "it ends until somebody starts it again, unless started with `-C`",
            true => null,
            false when Pause().Match(output) is { Success: true } pause => string.Create(CultureInfo.InvariantCulture, $"it looks at nothing for {pause.Groups[1].Value} s"),
            false => "it still waits after 45 s",
        });
    }

    public Task AgeAsync(Scenario scenario, TimeSpan by)
    {
        foreach (var file in Directory.GetFiles(Cache(scenario)))
        {
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file) - by);
        }
        return Task.CompletedTask;
    }

    public Task SettleAsync(Scenario scenario) => Task.CompletedTask;

    public async Task<IAsyncDisposable> StartAsync(Scenario scenario) => await ToolRun.StartAsync(_ => { }, "unshare", Arguments(scenario));

    string[] Arguments(Scenario scenario) =>
    [
        "-m", "sh", "-c", "mount --bind \"$0\" /etc/hosts && exec \"$@\"", Path.Combine(directory, "hosts"), "inadyn", "-n", "--no-pidfile",
        $"--cache-dir={Cache(scenario)}", "-f", Configuration(scenario),
    ];

    string Configuration(Scenario scenario) => Path.Combine(directory, $"inadyn-{scenario.Id}.conf");

    string Cache(Scenario scenario) => Path.Combine(directory, $"inadyn-{scenario.Id}");

    [GeneratedRegex(@"Will retry again in (\d+) sec")]
    private static partial Regex Pause();
}
