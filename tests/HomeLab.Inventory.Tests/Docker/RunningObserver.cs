using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Docker;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;
using HomeLab.Testing;
using Microsoft.Extensions.Configuration;

namespace HomeLab.Inventory.Tests.Docker;

/// <summary>An observer of one engine over a database of its own.</summary>
sealed class RunningObserver : IAsyncDisposable
{
    readonly InventoryDatabase database;
    readonly CancellationTokenSource stop = new();
    readonly Task task;

    RunningObserver(InventoryDatabase database, Task task, CancellationTokenSource stop) => (this.database, this.task, this.stop) = (database, task, stop);

    public InventoryDatabase Database => database;

    public static async Task<RunningObserver> StartAsync(string endpoint, DockerTls? tls = null, TimeSpan? fullReadInterval = null)
    {
        var database = await InventoryDatabase.CreateAsync(new InventoryOptions
        {
            Lab = "/nowhere",
            CallTimeout = TimeSpan.FromSeconds(1),
            RetryAfter = TimeSpan.FromMilliseconds(200),
            FullReadInterval = fullReadInterval ?? TimeSpan.FromHours(1),
        });
        await using var command = database.Source.CreateCommand("""
            UPDATE lab SET spec = '{"docker":[{"name":"host","endpoint":"unix:///x","publish":{"target":"home.example.org"}}],"cloudflare":{"token":{"env":"T"},"zones":["example.org"]}}'
            """);
        await command.ExecuteNonQueryAsync();
        return await StartAsync(database, endpoint, tls);
    }

    /// <summary>Another observer over the same database, as after a restart.</summary>
    public static async Task<RunningObserver> StartAsync(InventoryDatabase database, string endpoint, DockerTls? tls = null)
    {
        var source = new DockerSource { Name = "host", Endpoint = endpoint, Tls = tls };
        var lease = await database.LeaseAsync("docker/host");
        var clients = new DockerClients(new SecretReader(new ConfigurationBuilder().Build()), database.Options);
        var stop = new CancellationTokenSource();
        var observer = new DockerObserver(source, lease, clients, database.Observations, database.Options, TimeProvider.System);
        return new RunningObserver(database, Task.Run(() => observer.RunAsync(stop.Token)), stop);
    }

    /// <summary>Returns once the snapshot is as wanted.</summary>
    public async Task<Snapshot> UntilAsync(Func<Snapshot, bool> condition, string message)
    {
        Snapshot? last = null;
        try
        {
            await Eventually.TrueAsync(async () =>
            {
                if (task.IsFaulted)
                    await task;
                return condition(last = await database.SnapshotAsync());
            }, message);
        }
        catch (Xunit.Sdk.XunitException timeout)
        {
            throw new Xunit.Sdk.XunitException($"{timeout.Message}; last seen: {last}; logged: {string.Join('\n', database.Logged)}");
        }
        return last!;
    }

    public Task<Snapshot> UntilReasonAsync(string code) => UntilAsync(it => SourceOf(it).ReasonCode == code, $"the source says {code}");

    public static Source SourceOf(Snapshot snapshot) => snapshot.Sources.Single(it => it.Name == "docker/host");

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await database.DisposeAsync();
    }
}
