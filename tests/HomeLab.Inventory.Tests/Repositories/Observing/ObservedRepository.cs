using System.Text.Json;
using HomeLab.Contracts.Inventory;
using HomeLab.Inventory.Repositories.Observing;
using HomeLab.Inventory.Tests.Sources;
using HomeLab.Lab.Kinds;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Repositories.Observing;

/// <summary>One repository, observed over a database of its own.</summary>
sealed class ObservedRepository : IAsyncDisposable
{
    readonly RepositoryCopies copies;

    ObservedRepository(RunningSource source, RepositoryCopies copies) => (Source, this.copies) = (source, copies);

    public RunningSource Source { get; }

    public static async Task<ObservedRepository> StartAsync(RepositorySpec spec, LabSpec? around = null, string lab = "/nowhere", params (string Name, string? Value)[] secrets)
    {
        RepositoryCopies? copies = null;
        var source = await RunningSource.StartAsync(
            (around ?? new LabSpec()) with { Repositories = [spec] },
            database =>
            {
                copies = new RepositoryCopies(database.Options);
                return new RepositorySources(
                    copies, new RepositoryAnnouncements(database.Source, TimeProvider.System), RunningSource.Secrets(secrets), database.Observations, database.Options,
                    TimeProvider.System);
            },
            new InventoryOptions { Lab = lab, RetryAfter = TimeSpan.FromMilliseconds(500), LabDebounce = TimeSpan.FromMilliseconds(50) });
        return new ObservedRepository(source, copies!);
    }

    /// <summary>Addresses of what is declared, without the repository's name.</summary>
    public static IReadOnlyList<string> Objects(Contracts.Grpc.Inventory.Snapshot snapshot, string state = DeclaredResources.Declared) =>
        [.. snapshot.Resources.Where(it => it.State == state && it.Kind != DeclaredResources.RepositoryKind).Select(it => it.Address["repository/home/".Length..]).Order(StringComparer.Ordinal)];

    /// <summary>Returns once a commit was told of; what else was announced until then is taken too.</summary>
    public async Task<RepositoryRevised> RevisedAsync(string commit)
    {
        RepositoryRevised? revised = null;
        await Eventually.TrueAsync(async () => (revised = (await TakeAsync()).LastOrDefault(it => it.Commit == commit)) is not null, $"the commit {commit} is announced", TimeSpan.FromSeconds(60));
        return revised!;
    }

    public async Task<IReadOnlyList<RepositoryRevised>> TakeAsync() =>
        [.. (await Source.Database.TakeAnnouncedAsync()).Where(it => it.Urn.Contains("repository-revised", StringComparison.Ordinal))
            .Select(it => JsonSerializer.Deserialize<RepositoryRevised>(it.Body, JsonSerializerOptions.Web)!)];

    public Task<string> FactsAsync(string address) =>
        Source.Database.QueryAsync<string>($"SELECT facts::text FROM resource WHERE address = 'repository/home{(address.Length > 0 ? "/" + address : "")}'");

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        copies.Dispose();
    }
}
