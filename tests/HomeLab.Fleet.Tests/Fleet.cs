using System.Collections.Concurrent;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.NativeServers;
using HomeLab.Testing;
using HomeLab.Testing.Processes;
using ControlClient = HomeLab.Contracts.Grpc.Control.Control.ControlClient;
using InventoryClient = HomeLab.Contracts.Grpc.Inventory.Inventory.InventoryClient;

namespace HomeLab.Fleet.Tests;

/// <summary>The whole fleet as its user starts it: the AppHost's process, with a state directory and a lab of its own.</summary>
public sealed class Fleet : IAsyncDisposable
{
    static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(3);
    readonly ConcurrentQueue<string> lines = [];
    readonly string state;
    SupervisedProcess process = null!;
    JsonDocument description = null!;

    Fleet(string state) => this.state = state;

    /// <summary>The demo lab's zone at the simulated Cloudflare.</summary>
    public SimulatedZone Zone { get; private set; } = null!;

    /// <summary>The services proper, by the names of their resources.</summary>
    public static IReadOnlyList<string> Services { get; } = ["inventory", "dns"];

    public IReadOnlyList<string> Lines => [.. lines];

    public int ProcessId => process.Id;

    public string StateDirectory => state;

    /// <summary>Starts the fleet over a lab directory and returns once it has said that it is ready.</summary>
    /// <param name="settings">Environment variables of the AppHost, which its services inherit.</param>
    public static async Task<Fleet> StartAsync(string state, string lab, IReadOnlyDictionary<string, string>? settings = null)
    {
        var fleet = new Fleet(state);
        await fleet.StartAsync(lab, settings ?? new Dictionary<string, string>());
        return fleet;
    }

    async Task StartAsync(string lab, IReadOnlyDictionary<string, string> settings)
    {
        var variables = new Dictionary<string, string?>
        {
            ["HOMELAB_STATE"] = state,
            ["HOMELAB_LAB"] = lab,
            ["HOMELAB_SIMULATORS"] = "true",
        };
        foreach (var (name, value) in settings)
        {
            variables[name] = value;
        }
        // Beside this test's output lies the AppHost's: artifacts/bin/<project>/<configuration>.
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var appHost = Path.Combine(output.Parent!.Parent!.FullName, "HomeLab.AppHost", output.Name, "HomeLab.AppHost.dll");
        process = await Supervisor.StartAsync(new ProcessSpecification("dotnet", appHost)
        {
            Environment = variables,
            Grace = TimeSpan.FromSeconds(30),
            Output = lines.Enqueue,
            Error = lines.Enqueue,
        });
        await Eventually.PassesAsync(
            () =>
            {
                Assert.True(Lines.Any(line => line.StartsWith("Ready", StringComparison.Ordinal)), $"Not Ready, but:\n{string.Join('\n', Lines)}");
                return Task.CompletedTask;
            },
            StartsWithin);

        description = JsonDocument.Parse(await File.ReadAllTextAsync(Directory.GetFiles(state, "state.json", SearchOption.AllDirectories).Single()));
        Zone = await SimulatedZone.FindAsync(Endpoint("simulators"), "example.org");
    }

    public Uri Endpoint(string resource, string name = "http") =>
        new(description.RootElement.GetProperty("resources").GetProperty(resource).GetProperty("endpoints").GetProperty(name).GetString()!);

    /// <summary>The dashboard's address with its token.</summary>
    public Uri Dashboard => new(description.RootElement.GetProperty("dashboard").GetString()!);

    /// <summary>A gRPC channel to a service, and the operator's token to send along.</summary>
    public GrpcChannel Channel(string service) => GrpcChannel.ForAddress(Endpoint(service, "grpc"));

    public CallOptions AsOperator() => new(
        new Metadata { { "authorization", $"Bearer operator.{OperatorSecret}" } },
        TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20));

    public string OperatorSecret => Parameters["operator-secret"];

    /// <summary>What the AppHost has issued, passwords and callers' secrets among it.</summary>
    public IReadOnlyDictionary<string, string> Parameters =>
        description.RootElement.GetProperty("parameters").EnumerateObject().ToDictionary(it => it.Name, it => it.Value.GetString()!);

    /// <summary>The lines of a resource's log.</summary>
    public IReadOnlyList<string> Log(string resource) =>
        File.ReadAllLines(Directory.GetFiles(state, $"{resource}.log", SearchOption.AllDirectories).Single());

    /// <summary>The environment of a resource's process.</summary>
    public IReadOnlyDictionary<string, string> Environment(string resource) => RunningProcess.WithVariable("OTEL_SERVICE_NAME", resource)
        .Select(it => it.Environment).First(it => it.GetValueOrDefault("HOMELAB_STATE") == state);

    /// <summary>Returns once a service says that it is ready.</summary>
    public async Task ReadyAsync(string service)
    {
#pragma warning disable RS0030 // A test has no factory.
        using var http = new HttpClient { BaseAddress = Endpoint(service) };
#pragma warning restore RS0030
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await http.GetAsync("/health/ready");
                return answer.IsSuccessStatusCode;
            },
            $"{service} is ready", TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(500));
    }

    /// <summary>Returns once Inventory has read a source whole, and from then on follows its events.</summary>
    public async Task SeesAsync(string source)
    {
        using var channel = Channel("inventory");
        await Eventually.TrueAsync(
            async () => (await new InventoryClient(channel).GetSnapshotAsync(new GetSnapshotRequest(), AsOperator()))
                .Sources.Any(it => it.Name == source && it.Complete),
            $"{source} is read", TimeSpan.FromMinutes(1));
    }

    /// <summary>Returns once the zones have been looked at for all that was heard so far, so that an event from then on begins a trace of its own.</summary>
    public async Task SettledAsync()
    {
        const int QuietReadings = 6;
        using var channel = Channel("dns");
        var (last, quiet) = ("", 0);
        await Eventually.TrueAsync(
            async () =>
            {
                var zones = (await new ControlClient(channel).ListWorkAsync(new ListWorkRequest(), AsOperator())).Work.Where(it => it.Kind == "zone").ToList();
                var now = string.Join(' ', zones.Select(it => $"{it.Key} {it.OutcomeAt}"));
                quiet = now == last && zones.Count > 0 && zones.TrueForAll(it => !it.IsLeased && it.OutcomeAt is not null) ? quiet + 1 : 0;
                last = now;
                return quiet >= QuietReadings;
            },
            "the zones are looked at", within: null, every: TimeSpan.FromMilliseconds(500));
    }

    /// <summary>Returns an object's entries of Dns's ledger, latest first, once they are these: an effect is seen before it is settled.</summary>
    /// <param name="entries">Each as "entry action result".</param>
    public async Task<IReadOnlyList<LedgerEntry>> HistoryAsync(string key, params string[] entries)
    {
        using var channel = Channel("dns");
        IReadOnlyList<LedgerEntry> found = [];
        await Eventually.PassesAsync(async () =>
        {
            found = (await new ControlClient(channel).ListHistoryAsync(new ListHistoryRequest { Object = key }, AsOperator())).Entries;
            Assert.Equal(entries, found.Select(it => $"{it.Entry} {it.Action} {it.Result}"));
        });
        return found;
    }

    /// <summary>As a power cut: no process of the fleet, its servers included, gets to say a word.</summary>
    public void CutPower()
    {
        // Whoever starts another one in the meantime is killed in the next round.
        while (RunningProcess.WithVariable("HOMELAB_STATE", state) is { Count: > 0 } left)
        {
            foreach (var one in left)
            {
                one.Kill();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await process.StopAsync();
        await process.DisposeAsync();
        description.Dispose();
    }
}
