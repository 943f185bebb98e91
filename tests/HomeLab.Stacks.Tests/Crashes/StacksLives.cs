using System.Globalization;
using HomeLab.Crash.Points;
using HomeLab.Stacks.Tests.Docker;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing.Servers;
using Npgsql;

namespace HomeLab.Stacks.Tests.Crashes;

/// <summary>One process of the service after another, each until it is killed; database, broker, Inventory and Engine live on.</summary>
sealed class StacksLives : IAsyncDisposable
{
    readonly TestDatabase database;
    readonly string broker;
    readonly PlayedInventory inventory;
    readonly NpgsqlDataSource observer;
    List<Tap> taps = [];

    StacksLives(Deployment engine, TestDatabase database, string broker, PlayedWishes wishes, PlayedInventory inventory)
    {
        (Engine, this.database, this.broker, Wishes, this.inventory) = (engine, database, broker, wishes, inventory);
        // Each edit replaces and removes containers: without the brakes of a lab that is at rest.
        wishes.Change(it => (it.Policy.MaxDeletes, it.Policy.MaxDeleteShare) = (1000, 1));
        Relay = new EngineRelay(engine.Endpoint);
        observer = NpgsqlDataSource.Create(database.ConnectionString);
    }

    public Deployment Engine { get; }

    public PlayedWishes Wishes { get; }

    /// <summary>What stands between the service and the Engine in all lives.</summary>
    public EngineRelay Relay { get; }

    /// <summary>What this life says to the Engine and the database, and hears of them.</summary>
    public PointGate Gate { get; private set; } = null!;

    public StacksProcess Stacks { get; private set; } = null!;

    /// <summary>Of the stack, by which it is called and of which its project is.</summary>
    public string Key => $"docker/test/{Engine.Name}";

    /// <summary>Where this life finds the Engine.</summary>
    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"tcp://127.0.0.1:{taps[1].Port}");

    public static async Task<StacksLives> PrepareAsync()
    {
        var wishes = new PlayedWishes();
        return new StacksLives(
            await Deployment.StartAsync(), await TestDatabase.CreateAsync(), await TestBroker.CreateVirtualHostAsync(), wishes, await PlayedInventory.StartAsync(wishes));
    }

    /// <param name="want">Tells Inventory what is wanted, at this life's <see cref="Endpoint"/>.</param>
    public async Task BeginAsync(Action want)
    {
        Gate = new PointGate();
        var toDatabase = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var port = toDatabase.Port;
        taps = [new Tap(Gate, () => port, () => new PostgresWire()), new Tap(Gate, () => Relay.Port, () => new EngineWire())];
        toDatabase.Port = taps[0].Port;
        (toDatabase.SslMode, toDatabase.GssEncryptionMode) = (SslMode.Disable, GssEncryptionMode.Disable);
        want();
        Stacks = await StacksProcess.StartAsync(observer, new Dictionary<string, string?>
        {
            ["ConnectionStrings__messaging"] = broker,
            ["ConnectionStrings__stacks-db"] = toDatabase.ConnectionString,
            ["services__inventory__grpc__0"] = inventory.Address,
            ["Rpc__Token"] = "stacks.0123456789abcdef",
            ["Reconciliation__PollInterval"] = "00:00:00.200",
            ["Reconciliation__Lease"] = "00:00:05",
            ["Reconciliation__Grace"] = "00:00:01",
            ["Stacks__CallTimeout"] = "00:00:10",
            ["Stacks__PullTimeout"] = "00:00:15",
            ["Stacks__RetryAfter"] = "00:00:01",
            ["Stacks__HealthInterval"] = "00:00:00.100",
            ["Stacks__ResyncInterval"] = "00:00:01",
            ["Stacks__StalledRetryAfter"] = "00:00:01",
            ["Stacks__AsksRegistries"] = "false",
        });
    }

    /// <summary>From the point on nothing of it reaches anybody; then it is gone.</summary>
    public async Task EndAsync()
    {
        Gate.Close();
        foreach (var tap in taps)
            tap.Dispose();
        await Stacks.KillAsync();
    }

    /// <summary>What it said last, in its operations and of its intents, for whoever asks why a test failed.</summary>
    public async Task<string> LastWordsAsync()
    {
        var lines = await Stacks.QueryAsync<string>("SELECT coalesce(string_agg(step || ' ' || text, E'\n' ORDER BY id), '') FROM (SELECT * FROM operation_line ORDER BY id DESC LIMIT 60) AS last");
        var intents = await Stacks.QueryAsync<string>("SELECT coalesce(string_agg(action || ' ' || object || ' ' || status || ' ' || coalesce(reason, ''), E'\n'), '') FROM homelab.intent");
        return $"{lines}\nintents:\n{intents}\n{string.Join(", ", (await Engine.ContainersAsync()).Keys)}\n{Stacks.Said}";
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Relay.Dispose();
        await inventory.DisposeAsync();
        await observer.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await database.DisposeAsync();
        await Engine.DisposeAsync();
    }
}
