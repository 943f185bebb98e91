using HomeLab.Benchmarks.Fleet;
using HomeLab.Benchmarks.Measuring;
using HomeLab.NativeServers;

namespace HomeLab.Benchmarks.Updaters;

/// <summary>
/// What happens between a changed address and a changed record, by three programs at the same simulated Cloudflare and detectors. A whole run writes its table into <c>docs/dns.md</c>.
/// </summary>
static class UpdatersBenchmark
{
    static readonly Scenario One = new("one");
    static readonly Scenario Twenty = new("twenty", Names: 20);
    static readonly Scenario Usual = new("usual", HasUsualInterval: true);
    static readonly Scenario Hand = new("hand");
    static readonly Scenario Liar = new("liar");

    static readonly (Scenario Scenario, string What, string Said)[] Garbage =
    [
        (new("html"), "a page of HTML with an address in it", "<html><body><p>Please sign in. You are 93.184.216.99 in this network</p></body></html>"),
        (new("private"), "a private address", "10.0.0.1"),
        (new("cloudflare"), "an address of Cloudflare's own", "104.16.0.1"),
        (new("empty"), "nothing", ""),
    ];

    static readonly (Scenario Scenario, string What, string Effect)[] Failures =
    [
        (new("lost"), "the answer is lost after the write took effect", "lostAnswer"),
        (new("unapplied"), "the connection ends before the write took effect", "notApplied"),
        (new("unavailable"), "503", "status"),
    ];

    static readonly (Scenario Scenario, string What, string Effect) Limited = (new("limited"), "429, `Retry-After: 20`", "rateLimited");

    public static async Task RunAsync(Report report)
    {
        await PackageInstaller.InstallAsync(["ddclient", "libio-socket-ssl-perl", "inadyn"], Console.Error.WriteLine);
        Scenario[] scenarios = [One, Twenty, Hand, Liar, .. Garbage.Select(it => it.Scenario), .. Failures.Select(it => it.Scenario), Limited.Scenario, Usual];
        await using var fleet = await RunningFleet.StartAsync(null, [.. scenarios.Select(it => it.Zone)]);
        var directory = Directory.CreateTempSubdirectory("homelab-updaters-").FullName;
        var simulators = fleet.Endpoint("simulators");
        await using (var front = TlsFront.Start(simulators, Path.Combine(directory, "trust.pem")))
        {
            var world = new World(simulators, fleet.Cloudflare);
            var ours = new HomeLabUpdater(fleet, world);
            ours.Write(scenarios);
            IUpdater[] updaters = [ours, new Ddclient(world, front, directory), new Inadyn(world, front, directory)];
            var table = new ComparisonTable([.. updaters.Select(it => it.Name)]);
            await Task.WhenAll(updaters.Select(updater => RunAsync(new Comparison(world, updater), updater.Name, scenarios, table, report.IsQuick)));
            report.Lines(table.Lines);
            if (!report.IsQuick)
            {
                table.Publish();
            }
        }
        Directory.Delete(directory, recursive: true);
    }

    static async Task RunAsync(Comparison comparison, string name, Scenario[] scenarios, ComparisonTable table, bool isQuick)
    {
        await Task.WhenAll(scenarios.Select(comparison.BeginAsync));
        // What is counted comes alone.
        var one = await comparison.TurnAsync(One);
        var twenty = await comparison.TurnAsync(Twenty);
        table.Set("calls of a change, one name: reads + writes", name, one.Calls);
        table.Set("the same, twenty names of a zone", name, twenty.Calls);
        table.Set("seconds from the first look that sees it, one name", name, one.Seconds);
        table.Set("the same, twenty names", name, twenty.Seconds);
        List<(string What, Task<string> Cell)> cells = [];
        if (!isQuick)
        {
            cells.Add(("seconds until the record follows, from right after a look, with its default interval", comparison.WaitAsync(Usual)));
        }
        cells.AddRange(Garbage.Select(it => ($"detector says {it.What}", comparison.HearAsync(it.Scenario, it.Said, "trace", "page", "dns-query"))));
        cells.Add(("one detector says another public address", comparison.HearAsync(Liar, "93.184.216.77", "page")));
        cells.Add(("somebody changes the record, an hour passes", comparison.OverrideAsync(Hand)));
        cells.AddRange(Failures.Select(it => ($"Cloudflare: {it.What}", comparison.FailAsync(it.Scenario, it.Effect))));
        foreach (var (what, cell) in cells)
        {
            table.Set(what, name, await cell);
        }
        // Our account is silent after it, in all its zones.
        table.Set($"Cloudflare: {Limited.What}", name, await comparison.FailAsync(Limited.Scenario, Limited.Effect));
    }
}
