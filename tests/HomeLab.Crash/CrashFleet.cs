using System.Globalization;
using System.Security.Cryptography;
using HomeLab.Crash.Checking;
using HomeLab.Crash.Recorder;
using HomeLab.Crash.Victims;
using HomeLab.Crash.Workload;
using HomeLab.NativeServers;

namespace HomeLab.Crash;

/// <summary>The fleet under test: real servers, the built executables, and a lab of its own. Times are short, so that minutes show what days would.</summary>
sealed class CrashFleet : IAsyncDisposable
{
    const string Token = "demo-lab-token-for-the-simulator-0000000";
    static readonly string Secret = RandomNumberGenerator.GetHexString(40, lowercase: true);
    readonly string state;
    readonly TimeProvider time;
    readonly int[] ports = LoopbackPort.Free(10);
    readonly List<Victim> started = [];

    CrashFleet(string state, TimeProvider time)
    {
        (this.state, this.time) = (state, time);
        Broker = new BrokerVictim(new RabbitMqServerOptions
        {
            BaseDirectory = Path.Combine(state, "rabbitmq"), Port = ports[0], Password = Secret, Log = LogOf("broker").Write,
        });
        Database = new DatabaseVictim(new PostgresServerOptions
        {
            DataDirectory = Path.Combine(state, "postgresql"), Port = ports[1], Password = Secret, Log = LogOf("database").Write,
        });
        Lab = new LabRepository(Path.Combine(state, "lab"));
        Http = new HttpClient(new SocketsHttpHandler());
    }

    public BrokerVictim Broker { get; }

    public DatabaseVictim Database { get; }

    public Victim Simulators { get; private set; } = null!;

    public Victim Inventory { get; private set; } = null!;

    /// <summary>Two replicas: what one lost the other takes over.</summary>
    public IReadOnlyList<Victim> Dns { get; private set; } = [];

    public Victim Recorder { get; private set; } = null!;

    public LabRepository Lab { get; }

    public HttpClient Http { get; }

    /// <summary>The simulators' root.</summary>
    public Uri Outside => new(Url(2));

    /// <summary>The simulated Cloudflare as the Dns service finds it; a test may put something in between.</summary>
    public Uri? Detour { get; init; }

    public string StateDirectory => state;

    /// <summary>Starts all of it; ready when each service is.</summary>
    public static async Task<CrashFleet> StartAsync(string state, TimeProvider time, Uri? detour = null)
    {
        // The account that runs PostgreSQL passes through here.
        File.SetUnixFileMode(state, File.GetUnixFileMode(state) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var fleet = new CrashFleet(state, time) { Detour = detour };
        try
        {
            await fleet.StartAsync();
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    async Task StartAsync()
    {
        await Lab.CreateAsync();
        Simulators = Service("simulators", "HomeLab.Simulators", 2, new()
        {
            ["Simulators__DataDirectory"] = Path.Combine(state, "simulators"),
            ["Simulators__RememberedRequests"] = "1000000",
            ["Simulators__Cloudflare__RateLimit"] = "100000000",
        });
        await Task.WhenAll(new[] { Broker, Database, Simulators }.Select(BeginAsync));
        foreach (var database in (string[])["inventory-db", "dns-db", "recorder-db"])
        {
            await Database.CreateAsync(database, CancellationToken.None);
            await Audit.InstallAsync(ConnectionString(database));
        }
        Recorder = Service("recorder", "HomeLab.Crash", 3, Common("recorder-db"), "recorder");
        Inventory = Service("inventory", "HomeLab.Inventory", 4, new(Common("inventory-db"))
        {
            ["Inventory__Lab"] = Lab.Path,
            ["Inventory__LabInterval"] = "00:00:02",
            ["Inventory__LeaseDuration"] = "00:00:05",
            ["Rpc__Port"] = Text(ports[8]),
            ["Rpc__Callers__dns__Secret"] = Secret,
            ["Rpc__Callers__dns__Role"] = "Viewer",
        });
        Dns = [.. new[] { 5, 6 }.Select(port => Service(port == 5 ? "dns-a" : "dns-b", "HomeLab.Dns", port, new(Common("dns-db"))
        {
            ["services__inventory__grpc__0"] = Url(8),
            ["Rpc__Token"] = "dns." + Secret,
            ["CLOUDFLARE_TOKEN"] = Token,
            ["Dns__CloudflareUrl"] = new Uri(Detour ?? Outside, "/cloudflare/client/v4/").ToString(),
            ["Dns__CallTimeout"] = "00:00:02",
            ["Dns__WriteTimeout"] = "00:00:05",
            ["Dns__RetryAfter"] = "00:00:01",
            ["Dns__StalledRetryAfter"] = "00:00:01",
            ["Dns__ResyncInterval"] = "00:00:15",
            ["Reconciliation__Lease"] = "00:00:05",
            ["Reconciliation__Grace"] = "00:00:01",
            ["Reconciliation__PollInterval"] = "00:00:01",
            // The workload removes the same names over and over.
            ["Brakes__MaxRepeats"] = "1000",
            ["Brakes__TwoControllersRounds"] = "1000",
        }))];
        // Its queues are there before the first message.
        await BeginAsync(Recorder);
        await ReadyAsync(3);
        foreach (var victim in new[] { Inventory }.Concat(Dns))
        {
            await BeginAsync(victim);
        }
        await Task.WhenAll(ReadyAsync(4), ReadyAsync(5), ReadyAsync(6));
    }

    /// <summary>Whom to strike, and how often compared with the others.</summary>
    public IReadOnlyList<(Victim Victim, double Weight)> Victims() =>
        [(Inventory, 3), (Dns[0], 3), (Dns[1], 2), (Recorder, 1.5), (Broker, 1.5), (Database, 1.5)];

    public BookSources Sources => new(
        Http, Outside, Broker.Address, Lab, ConnectionString("inventory-db"), ConnectionString("dns-db"), ConnectionString("recorder-db"));

    /// <summary>How the checker gets at a database, without keeping connections that a kill would break.</summary>
    public string ConnectionString(string database) => Database.ConnectionString(database) + ";Pooling=false";

    public async ValueTask DisposeAsync()
    {
        foreach (var victim in started.AsEnumerable().Reverse())
        {
            await victim.KillAsync();
        }
        Http.Dispose();
    }

    ServiceVictim Service(string name, string project, int port, Dictionary<string, string?> environment, params string[] arguments)
    {
        // Beside this project's output lies each of the others: artifacts/bin/<project>/<configuration>.
        var output = new DirectoryInfo(Path.GetDirectoryName(typeof(CrashFleet).Assembly.Location)!);
        var dll = Path.Combine(output.Parent!.Parent!.FullName, project, output.Name, project + ".dll");
        environment["ASPNETCORE_URLS"] = Url(port);
        environment["DOTNET_gcServer"] = "0";
        return new ServiceVictim(name, dll, arguments, environment, LogOf(name));
    }

    Dictionary<string, string?> Common(string database) => new()
    {
        ["ConnectionStrings__messaging"] = Broker.Address.AbsoluteUri,
        [$"ConnectionStrings__{database}"] = Database.ConnectionString(database),
        ["Messaging__StartWithin"] = "00:00:05",
        ["Messaging__PollInterval"] = "00:00:01",
    };

    async Task BeginAsync(Victim victim)
    {
        started.Add(victim);
        await victim.StartAsync(CancellationToken.None);
    }

    async Task ReadyAsync(int port)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            try
            {
                using var answer = await Http.GetAsync(new Uri(Url(port) + "/health/ready"));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(200), time);
        }
        throw new TimeoutException($"A service of the fleet did not become ready; {Path.Combine(state, "logs")} says why.");
    }

    LogFile LogOf(string name)
    {
        Directory.CreateDirectory(Path.Combine(state, "logs"));
        return new LogFile(Path.Combine(state, "logs", name + ".log"), time);
    }

    string Url(int port) => $"http://127.0.0.1:{Text(ports[port])}";

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
