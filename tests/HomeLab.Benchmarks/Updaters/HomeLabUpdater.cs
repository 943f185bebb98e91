using System.Globalization;
using System.Text;
using HomeLab.Benchmarks.Fleet;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.Testing;

namespace HomeLab.Benchmarks.Updaters;

/// <summary>The fleet: three detectors that have to agree two and two, asked as often as the lab may say (10 s) except where its default is what is measured.</summary>
sealed class HomeLabUpdater(RunningFleet fleet, World world) : IUpdater
{
    static readonly string[] Detectors = ["trace", "page", "dns-query"];

    /// <summary>The last is still under way when its question is seen.</summary>
    const int RoundsOfLook = 4;

    public string Name => "HomeLab";

    public string Credential => "fleet";

    public bool IsResident => true;

    /// <summary>All scenarios in one lab.</summary>
    public void Write(IReadOnlyList<Scenario> scenarios)
    {
        var text = new StringBuilder($$"""
            apiVersion: homelab/v1
            kind: Lab
            metadata: {name: benchmark}
            spec:
              cloudflare: {token: {env: CLOUDFLARE_TOKEN}, zones: [{{string.Join(", ", scenarios.Select(it => it.Zone))}}]}
              policy: {apply: auto}
              uplinks:

            """);
        foreach (var scenario in scenarios)
        {
            var kinds = Detectors.Zip(["trace", "http", "doh"], (path, kind) => $"{{kind: {kind}, url: \"{world.Detector(scenario.Uplink(this), path)}\"}}");
            text.AppendLine(CultureInfo.InvariantCulture,
                $"    - {{name: {scenario.Uplink(this)}, {(scenario.HasUsualInterval ? "" : "interval: 10s, ")}detectors: [{string.Join(", ", kinds)}]}}");
        }
        foreach (var (scenario, host) in scenarios.SelectMany(it => it.Hosts(this).Select(host => (it, host))))
        {
            text.AppendLine("---").AppendLine("apiVersion: homelab/v1").AppendLine("kind: DnsRecord").AppendLine($"metadata: {{name: {host}}}")
                .AppendLine($"spec: {{type: A, name: {host}, uplink: {scenario.Uplink(this)}}}");
        }
        var temporary = Path.Combine(fleet.Lab.Path, ".lab.tmp");
        File.WriteAllText(temporary, text.ToString());
        File.Move(temporary, Path.Combine(fleet.Lab.Path, "lab.yaml"), overwrite: true);
    }

    public async Task BeginAsync(Scenario scenario)
    {
        await Eventually.TrueAsync(
            async () => await world.AddressAsync(scenario, scenario.Hosts(this)[^1]) is not null, $"{scenario.Zone} follows its uplink", TimeSpan.FromMinutes(3),
            TimeSpan.FromMilliseconds(500));
        await SettleAsync(scenario);
    }

    public async Task<Look> LookAsync(Scenario scenario, Func<Task<bool>> isDone)
    {
        var after = await world.SequenceAsync();
        await Eventually.TrueAsync(
            async () => await isDone() || (await world.QuestionsAsync(scenario.Uplink(this), after)).Count >= RoundsOfLook,
            $"{scenario.Zone} is looked at", TimeSpan.FromMinutes(3), TimeSpan.FromMilliseconds(200));
        return new Look(Aftermath: null);
    }

    /// <summary>What it read of the zone is older by so much, and it is time to look again.</summary>
    public async Task AgeAsync(Scenario scenario, TimeSpan by)
    {
        await using var database = fleet.Database("dns");
        await database.QueryAsync<long>(
            "WITH aged AS (UPDATE zone SET read_at = read_at - $2 WHERE name = $1 RETURNING 1) SELECT count(*) FROM aged", scenario.Zone, by);
        using var channel = fleet.Channel("dns");
        await new Control.ControlClient(channel).ReconcileAsync(new ReconcileRequest { Kind = "zone", Key = scenario.Zone }, fleet.AsOperator());
    }

    public async Task SettleAsync(Scenario scenario)
    {
        await using var database = fleet.Database("dns");
        await Eventually.TrueAsync(
            () => database.QueryAsync<bool>(
                "SELECT NOT EXISTS (SELECT FROM homelab.intent WHERE key = $1 AND status IN ('open', 'unconfirmed')) AND NOT EXISTS (SELECT FROM homelab.work WHERE key = $1 AND (leased_by IS NOT NULL OR due_at <= now()))",
                scenario.Zone), $"nothing of {scenario.Zone} is in doubt", TimeSpan.FromMinutes(3), TimeSpan.FromMilliseconds(500));
    }

    public Task<IAsyncDisposable> StartAsync(Scenario scenario) => Task.FromResult<IAsyncDisposable>(new AlwaysThere());

    sealed class AlwaysThere : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
