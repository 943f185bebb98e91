using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using HomeLab.Testing;
using Microsoft.Extensions.Configuration;

namespace HomeLab.Inventory.Tests.Sources;

/// <summary>The one source of a lab, observed over a database of its own.</summary>
sealed class RunningSource : IAsyncDisposable
{
    readonly WantedSource source;
    readonly SourceLease lease;
    CancellationTokenSource stop = new();
    Task task;

    RunningSource(InventoryDatabase database, WantedSource source, SourceLease lease)
    {
        (Database, Name, this.source, this.lease) = (database, source.Name, source, lease);
        task = Task.Run(() => source.ObserveAsync(lease, stop.Token));
    }

    public InventoryDatabase Database { get; }

    public string Name { get; }

    /// <summary>Secrets by the name of their variable.</summary>
    public static SecretReader Secrets(params (string Name, string? Value)[] values) => new(
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(it => it.Name, it => it.Value)).Build());

    public static async Task<RunningSource> StartAsync(LabSpec lab, Func<InventoryDatabase, ISourceKind> kind, InventoryOptions? options = null)
    {
        var database = await InventoryDatabase.CreateAsync(options ?? new InventoryOptions
        {
            Lab = "/nowhere",
            CallTimeout = TimeSpan.FromSeconds(5),
            RetryAfter = TimeSpan.FromMilliseconds(500),
            FullReadInterval = TimeSpan.FromSeconds(1),
            FastestPoll = TimeSpan.FromMilliseconds(200),
        });
        // By which names become public.
        await database.ExecuteAsync($"UPDATE lab SET spec = '{LabJson.Write(lab).Replace("'", "''", StringComparison.Ordinal)}'");
        var source = kind(database).Wanted(lab).Single();
        return new RunningSource(database, source, await database.LeaseAsync(source.Name));
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
                return condition(last = await Database.SnapshotAsync());
            }, message);
        }
        catch (Xunit.Sdk.XunitException timeout)
        {
            throw new Xunit.Sdk.XunitException($"{timeout.Message}; last seen: {last}; logged: {string.Join('\n', Database.Logged)}");
        }
        return last!;
    }

    public Task<Snapshot> UntilReasonAsync(string code, string part = "") => UntilAsync(
        it => it.Sources.Any(source => source.Name == Name + part && source.ReasonCode == code), $"{Name}{part} says {(code.Length > 0 ? code : "that all is well")}");

    /// <summary>Returns the newest change of an object once it is as wanted.</summary>
    public async Task<ObjectChange> UntilChangeAsync(string address, Func<ObjectChange, bool> condition, string message)
    {
        ObjectChange? found = null;
        await UntilAsync(
            async () => (found = (await Database.ChangesAsync(new ListChangesRequest { Object = address })).Changes.FirstOrDefault(it => it.Address == address && condition(it))) is not null, message);
        return found!;
    }

    async Task UntilAsync(Func<Task<bool>> condition, string message)
    {
        await Eventually.TrueAsync(async () =>
        {
            if (task.IsFaulted)
                await task;
            return await condition();
        }, message, TimeSpan.FromSeconds(60));
    }

    public async Task<LabGraph> GraphAsync()
    {
        using var views = new LabViews(Database.Source, Database.Time);
        return (await views.ReadAsync(CancellationToken.None)).Graph;
    }

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    /// <summary>After it was stopped; another observer, which knows what is in the database and no more.</summary>
    public void Restart()
    {
        stop = new CancellationTokenSource();
        task = Task.Run(() => source.ObserveAsync(lease, stop.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Database.DisposeAsync();
    }
}
