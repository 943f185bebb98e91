using System.Collections.Concurrent;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Inventory.Tests.Probes;
using HomeLab.ServiceDefaults.Outages;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.Logging.Abstractions;

namespace HomeLab.Inventory.Tests.Evaluation;

public sealed class EvaluatorTests
{
    static readonly InventoryOptions Quick = new()
    {
        Lab = "/nowhere", LeaseDuration = TimeSpan.FromSeconds(2), EvaluationDebounce = TimeSpan.FromMilliseconds(50), EvaluationInterval = TimeSpan.FromMinutes(10),
    };

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Judges_again_when_something_was_learnt()
    {
        await using var database = await InventoryDatabase.CreateAsync(Quick);
        var views = new Recording();
        await using var evaluator = await RunningEvaluator.StartAsync(database, views);
        await Eventually.TrueAsync(() => views.Seen.Count == 1, "the empty lab is judged");

        await ShowAsync(database, "running");

        await Eventually.TrueAsync(() => views.Seen.Count == 2, "the change was noticed");
        var view = views.Seen.Last();
        Assert.Equal("immich", Assert.Single(view.Reading.Systems).Entry.Id);
        Assert.Equal("docker/host", Assert.Single(view.Observations).Source);
        Assert.NotNull(view.Graph.Find("docker/host/immich/server"));
        Assert.True(view.Sources["docker/host"].IsComplete);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Judges_now_and_then_although_nothing_was_learnt()
    {
        await using var database = await InventoryDatabase.CreateAsync(new InventoryOptions
        {
            Lab = "/nowhere", EvaluationDebounce = TimeSpan.FromMilliseconds(50), EvaluationInterval = TimeSpan.FromMilliseconds(200),
        });
        var views = new Recording();

        await using var evaluator = await RunningEvaluator.StartAsync(database, views);

        await Eventually.TrueAsync(() => views.Seen.Count > 2, "it looked three times");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_evaluation_that_fails_keeps_no_other_from_its_own()
    {
        await using var database = await InventoryDatabase.CreateAsync(Quick);
        var views = new Recording();

        await using var evaluator = await RunningEvaluator.StartAsync(database, new Failing(), views);

        await Eventually.TrueAsync(() => views.Seen.Count == 1, "the second evaluation had its turn");
        Assert.Contains(database.Logged, it => it.Contains("Failing failed", StringComparison.Ordinal));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task One_of_two_replicas_judges_and_sources_know_nothing_of_it()
    {
        await using var database = await InventoryDatabase.CreateAsync(Quick);
        var (first, second) = (new Recording(), new Recording());
        await using var one = await RunningEvaluator.StartAsync(database, first);
        await Eventually.TrueAsync(() => first.Seen.Count == 1, "the first judges");

        await using var other = await RunningEvaluator.StartAsync(database, second);
        await ShowAsync(database, "running");
        await Eventually.TrueAsync(() => first.Seen.Count == 2, "the first judges what changed");

        Assert.Empty(second.Seen);
        Assert.Equal(["docker/host", "lab"], (await database.SnapshotAsync()).Sources.Select(it => it.Name));
    }

    static async Task ShowAsync(InventoryDatabase database, string state)
    {
        var container = new ObservedResource(
            "docker/host/immich/server", "a", "docker.container", "immich-server", state, "ghcr.io/immich-app/immich-server:v2.1.0", new Dictionary<string, string>());
        await database.Observations.RecordAsync(
            await database.LeaseAsync("docker/host"), new Look("read", "read", "", [container], null, "NotListed"), CancellationToken.None);
    }

    sealed class Recording : IEvaluation
    {
        public ConcurrentQueue<LabView> Seen { get; } = [];

        public Task EvaluateAsync(LabView view, SourceLease lease, CancellationToken cancellationToken)
        {
            Seen.Enqueue(view);
            return Task.CompletedTask;
        }
    }

    sealed class Failing : IEvaluation
    {
        public Task EvaluateAsync(LabView view, SourceLease lease, CancellationToken cancellationToken) => throw new InvalidOperationException("bug");
    }

    sealed class RunningEvaluator : IAsyncDisposable
    {
        readonly LabViews views;
        readonly Evaluator evaluator;

        RunningEvaluator(LabViews views, Evaluator evaluator) => (this.views, this.evaluator) = (views, evaluator);

        public static async Task<RunningEvaluator> StartAsync(InventoryDatabase database, params IEvaluation[] evaluations)
        {
            var views = new LabViews(database.Source, database.Time);
            var loop = new LeasedLoop(
                new SourceLeases(database.Source, database.Options, database.Time),
                new DatabaseOutages(database.Source, database.Time, NullLogger<DatabaseOutages>.Instance), database.Options, database.Time, NullLogger<LeasedLoop>.Instance);
            var evaluator = new Evaluator(
                loop, views, new LabCatalog(CatalogFiles.Read(), database.Labs, NullLogger<LabCatalog>.Instance), evaluations, TestProbes.Prober(database.Options.Value, database.Time),
                new RevisionSignal(database.Source, database.Options, database.Time), new ListLogger<Evaluator>(database.Logged));
            await evaluator.StartAsync(CancellationToken.None);
            return new RunningEvaluator(views, evaluator);
        }

        public async ValueTask DisposeAsync()
        {
            await evaluator.StopAsync(CancellationToken.None);
            evaluator.Dispose();
            views.Dispose();
        }
    }
}
