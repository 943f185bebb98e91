using System.Text.Json.Nodes;
using Dapper;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Probes;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Inventory.Systems;
using HomeLab.Inventory.Tests.Evaluation;
using HomeLab.Inventory.Tests.Probes;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Systems;

/// <summary>A lab whose sources a test plays, judged whenever it says so, on a clock that it turns.</summary>
sealed class JudgedLab : IAsyncDisposable
{
    readonly SystemsEvaluation evaluation;
    readonly Prober prober;

    JudgedLab(InventoryDatabase database, FakeTimeProvider time)
    {
        (Database, Time) = (database, time);
        Views = new LabViews(database.Source, time);
        prober = TestProbes.Prober(database.Options.Value, TimeProvider.System);
        evaluation = new SystemsEvaluation(database.Source, new Outbox(time), database.Options, time);
    }

    public InventoryDatabase Database { get; }

    public FakeTimeProvider Time { get; }

    public LabViews Views { get; }

    public static async Task<JudgedLab> CreateAsync()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var database = await InventoryDatabase.CreateAsync(new InventoryOptions { Lab = "/nowhere", LeaseDuration = TimeSpan.FromMinutes(10), ProbeInterval = TimeSpan.FromMilliseconds(100) }, time);
        return new JudgedLab(database, time);
    }

    public async Task SetLabAsync(string spec)
    {
        await using var connection = await Database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "UPDATE epoch SET revision = revision + 1; UPDATE lab SET name = 'home', spec = @spec::json, revision = (SELECT revision FROM epoch)", new { spec });
    }

    /// <summary>All containers of <c>docker/host</c>.</summary>
    public Task ShowContainersAsync(params (string Project, string Service, string Image, string State)[] containers) => ShowAsync("docker/host",
        [.. containers.Select(it => new ObservedResource(
            $"docker/host/{it.Project}/{it.Service}", "uid of " + it.Image, "docker.container", it.Service, it.State, it.Image,
            new Dictionary<string, string> { ["com.docker.compose.project"] = it.Project, ["com.docker.compose.service"] = it.Service }))]);

    /// <summary>All objects of <c>kubernetes/talos</c>.</summary>
    /// <param name="objects">Their JSON, and their addresses in the cluster: <c>apps/Deployment/glance/glance</c>.</param>
    public Task ShowObjectsAsync(params (string Address, string State, string Json)[] objects) => ShowAsync("kubernetes/talos",
        [.. objects.Select(it =>
        {
            var facts = JsonNode.Parse(it.Json)!;
            var group = KubernetesObservation.GroupOf((string)facts["apiVersion"]!);
            return new ObservedResource(
                $"kubernetes/talos/{it.Address}", (string?)facts["metadata"]!["uid"] ?? "", $"kubernetes.{facts["kind"]}{(group.Length > 0 ? "." + group : "")}",
                (string)facts["metadata"]!["name"]!, it.State, "", new Dictionary<string, string>(), it.Json);
        })]);

    public async Task ShowAsync(string source, IReadOnlyList<ObservedResource> resources) => await Database.Observations.RecordAsync(
        await LeaseAsync(source), new Look("read", "read", "", resources, null, "NotListed"), CancellationToken.None);

    public async Task SilenceAsync(string source) => await Database.Observations.UnavailableAsync(
        await LeaseAsync(source), new("ConnectionRefused", "it refuses connections", ""), CancellationToken.None);

    /// <summary>Asks what there is to ask before.</summary>
    public async Task AskAndJudgeAsync()
    {
        await JudgeAsync();
        await prober.AskAsync(CancellationToken.None);
        await JudgeAsync();
    }

    public async Task JudgeAsync()
    {
        var view = await Views.ReadAsync(CancellationToken.None);
        view = view with { Catalog = TestView.Catalog, Reading = CatalogReader.Read(TestView.Catalog, view.Observations, prober.Readings(), view.At) };
        prober.Aim(view);
        await evaluation.EvaluateAsync(view, await LeaseAsync(SourceNames.Evaluation), CancellationToken.None);
    }

    public async Task<IReadOnlyList<SystemRecord>> SystemsAsync()
    {
        await using var connection = await Database.Source.OpenConnectionAsync();
        return [.. (await connection.QueryAsync<SystemRow>($"SELECT {SystemTables.Columns} FROM system ORDER BY address")).Select(it => it.Record())];
    }

    public async Task<SystemRecord> SystemAsync(string id) => Assert.Single(await SystemsAsync(), it => it.Id == id);

    public async Task<IReadOnlyList<(string Aspect, string Was, string Became, string By)>> HistoryAsync(string address)
    {
        await using var connection = await Database.Source.OpenConnectionAsync();
        return [.. await connection.QueryAsync<(string, string, string, string)>(
            "SELECT aspect, was, became, concat_ws(' ', writer, nullif(written_by, '')) FROM system_change WHERE system = @address ORDER BY id", new { address })];
    }

    public async ValueTask DisposeAsync()
    {
        Views.Dispose();
        prober.Dispose();
        await Database.DisposeAsync();
    }

    // Taken each time: the clock may have gone beyond its end.
    Task<SourceLease> LeaseAsync(string source) => Database.LeaseAsync(source);
}
