using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using HomeLab.NativeServers;
using HomeLab.Testing;
using HomeLab.Testing.Processes;

namespace HomeLab.Benchmarks.Fleet;

/// <summary>The whole fleet as its user starts it, with a state directory of its own that goes with it.</summary>
sealed class RunningFleet : IAsyncDisposable
{
    readonly ConcurrentQueue<string> lines = [];
    readonly string state;
    SupervisedProcess process = null!;
    JsonDocument description = null!;

    RunningFleet(string state, LabDirectory lab) => (this.state, Lab) = (state, lab);

    public LabDirectory Lab { get; }

    public SimulatedCloudflare Cloudflare { get; private set; } = null!;

    /// <summary>From the process's start until it said that it is ready.</summary>
    public TimeSpan Started { get; private set; }

    /// <summary>Every process of the run, the AppHost's own first.</summary>
    public IReadOnlyList<RunningProcess> Processes => RunningProcess.Tree(process.Id);

    /// <param name="docker">The Docker host that it observes.</param>
    public static Task<RunningFleet> StartAsync(Uri? docker = null, params IReadOnlyList<string> zones)
    {
        var state = Directory.CreateTempSubdirectory("homelab-bench-").FullName;
        // The account that runs PostgreSQL passes through here.
        File.SetUnixFileMode(state, File.GetUnixFileMode(state) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return StartAgainAsync(state, new LabDirectory(Path.Combine(state, "lab"), docker), zones);
    }

    /// <summary>Starts over the state that an earlier run left.</summary>
    public static async Task<RunningFleet> StartAgainAsync(string state, LabDirectory lab, IReadOnlyList<string> zones)
    {
        var fleet = new RunningFleet(state, lab);
        await fleet.StartAsync(zones);
        return fleet;
    }

    public int ProcessOf(string assembly) => Processes.Single(p => p.CommandLine.EndsWith($"{assembly}.dll", StringComparison.Ordinal)).Id;

    public Uri Endpoint(string resource, string name = "http") =>
        new(description.RootElement.GetProperty("resources").GetProperty(resource).GetProperty("endpoints").GetProperty(name).GetString()!);

    public FleetDatabase Database(string service) => new(ConnectionString($"{service}-db"));

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Endpoint("postgres", "tcp").Port};Username=postgres;Password={Secret("postgres-password")};Database={database}";

    public Uri BrokerAddress => new($"amqp://guest:{Uri.EscapeDataString(Secret("messaging-password"))}@127.0.0.1:{Endpoint("messaging", "tcp").Port}/");

    public GrpcChannel Channel(string service) => GrpcChannel.ForAddress(Endpoint(service, "grpc"));

    public CallOptions AsOperator() => new(
        new Metadata { { "authorization", $"Bearer operator.{Secret("operator-secret")}" } },
        TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(60));

    /// <summary>Ends it and keeps its state for another start.</summary>
    public async Task<string> StopAsync()
    {
        await process.StopAsync();
        await process.DisposeAsync();
        return state;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        description.Dispose();
        Directory.Delete(state, recursive: true);
    }

    async Task StartAsync(IReadOnlyList<string> zones)
    {
        var environment = new Dictionary<string, string?>(SimulatedCloudflare.Settings(zones))
        {
            ["HOMELAB_STATE"] = state,
            ["HOMELAB_LAB"] = Lab.Path,
            ["HOMELAB_SIMULATORS"] = "true",
        };
        var watch = Stopwatch.StartNew();
        process = await Supervisor.StartAsync(new ProcessSpecification("dotnet", Outputs.Of("HomeLab.AppHost"))
        {
            Environment = environment, Grace = TimeSpan.FromSeconds(30), Output = lines.Enqueue, Error = lines.Enqueue,
        });
        await Eventually.TrueAsync(
            () => process.HasExited || lines.Any(line => line.StartsWith("Ready", StringComparison.Ordinal)), "the fleet says Ready",
            TimeSpan.FromMinutes(3));
        Started = watch.Elapsed;
        if (process.HasExited)
        {
            throw new InvalidOperationException($"The AppHost ended:\n{string.Join('\n', lines)}");
        }
        description = JsonDocument.Parse(await File.ReadAllTextAsync(FileOf("state.json")));
        Cloudflare = new SimulatedCloudflare(Endpoint("simulators"));
    }

    string Secret(string parameter) => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(FileOf("parameters.json")))![parameter];

    string FileOf(string name) => Directory.GetFiles(state, name, SearchOption.AllDirectories).Single();
}
