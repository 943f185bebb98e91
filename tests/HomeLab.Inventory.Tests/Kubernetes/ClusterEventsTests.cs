using System.Text;
using System.Text.Json.Nodes;
using HomeLab.Contracts.Dns;
using HomeLab.Inventory.Kubernetes;
using HomeLab.Inventory.Kubernetes.Events;
using HomeLab.Inventory.Tests.Sources;
using HomeLab.Lab.Kinds;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.Simulators;
using HomeLab.Testing;
using HomeLab.Testing.Kubernetes;
using HomeLab.Testing.Requirements;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using SecretReference = HomeLab.Lab.Kinds.SecretReference;

namespace HomeLab.Inventory.Tests.Kubernetes;

/// <summary>Against a real API server, which does not look into Events, and the simulated one, in a namespace of its own.</summary>
public sealed class ClusterEventsTests : IAsyncDisposable
{
    readonly string space = $"events-{Guid.NewGuid():N}";
    SimulatorHost? simulator;

    [Proves("DNS-41")]
    [RequiresTheory(Requirement.PostgreSql, Requirement.Kubelite)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_object_is_told_once_what_became_of_each_of_its_names(bool isReal)
    {
        var kubeConfig = isReal ? await File.ReadAllTextAsync((await TestKubernetes.StartedAsync()).KubeConfig) : await SimulatedAsync();
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(kubeConfig));
        using var client = new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(text));
        foreach (var name in new[] { "kube-system", space })
            await MakeAsync(client, name);
        await CreateAsync(client, "photos", "photos.example.org");
        await CreateAsync(client, "other", "photos.example.net");
        await using var source = await ObserveAsync(kubeConfig);
        using var stop = new CancellationTokenSource();
        var writing = WriteAsync(source.Database, kubeConfig, stop.Token);

        Assert.Equal(["Normal RecordsWaiting photos.example.org waits for its records: its status has no address (NoAddress)"], await UntilAsync(client, writing, 1));
        await client.CustomObjects.PatchNamespacedCustomObjectStatusAsync<JsonObject>(
            new V1Patch("""{"status":{"loadBalancer":{"ingress":[{"ip":"198.51.100.7"}]}}}""", V1Patch.PatchType.MergePatch), "networking.k8s.io", "v1", space, "ingresses", "photos");
        var published = await source.UntilAsync(it => it.Endpoints.Any(endpoint => endpoint.Publication is not null), "the name is published");
        var converged = new EndpointResultChanged
        {
            Zone = "example.org", Endpoint = published.Endpoints.Single(it => it.Publication is not null).Address, Result = "Converged",
            Records = ["photos.example.org A 198.51.100.7"], ReasonCode = "", Reason = "", At = DateTimeOffset.UnixEpoch.AddYears(60),
        };
        await HandleAsync(source.Database, converged);
        Assert.Equal(
            "Normal RecordsConverged photos.example.org has its records in zone example.org: photos.example.org A 198.51.100.7", (await UntilAsync(client, writing, 2))[^1]);

        // The same again, then a crash between the Event and the note that it is there.
        await HandleAsync(source.Database, converged with { At = converged.At.AddSeconds(1) });
        await source.Database.ExecuteAsync("UPDATE object_event SET is_written = false");
        await Eventually.TrueAsync(() => source.Database.QueryAsync<bool>("SELECT bool_and(is_written) FROM object_event"), "it is noted");
        await HandleAsync(source.Database, converged with
        {
            Result = "Refused", ReasonCode = "ForeignRecord", Reason = "Somebody else made it.", At = converged.At.AddSeconds(2),
        });

        Assert.Equal(
            "Warning RecordsRefused photos.example.org gets no records in zone example.org: Somebody else made it. (ForeignRecord)", (await UntilAsync(client, writing, 3))[^1]);
        await stop.CancelAsync();
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        if (simulator is not null)
            await simulator.DisposeAsync();
    }

    async Task<string> SimulatedAsync()
    {
        simulator = await SimulatorHost.StartAsync();
        return $$"""
            apiVersion: v1
            kind: Config
            current-context: c
            contexts: [{name: c, context: {cluster: c, user: u} }]
            clusters: [{name: c, cluster: {server: "{{simulator.Kubernetes()}}"} }]
            users: [{name: u, user: {token: any} }]
            """;
    }

    LabSpec Lab => new()
    {
        Kubernetes = [new KubernetesSource { Name = "talos", Kubeconfig = new SecretReference { Env = "KUBE" }, Publish = new KubernetesPublishSpec { Namespaces = [space], Events = true } }],
        Cloudflare = new CloudflareSpec { Token = new SecretReference { Env = "TOKEN" }, Zones = ["example.org"] },
    };

    static InventoryOptions Options => new()
    {
        Lab = "/nowhere",
        CallTimeout = TimeSpan.FromSeconds(5),
        RetryAfter = TimeSpan.FromSeconds(1),
        FullReadInterval = TimeSpan.FromSeconds(1),
        ResyncInterval = TimeSpan.FromSeconds(3),
        WatchDuration = TimeSpan.FromSeconds(2),
    };

    Task<RunningSource> ObserveAsync(string kubeConfig) => RunningSource.StartAsync(
        Lab,
        database => new KubernetesClusters(
            new ClusterClients(RunningSource.Secrets(("KUBE", kubeConfig)), database.Options), new WatchedTypes([]), database.Observations, database.Options,
            TimeProvider.System),
        Options);

    async Task WriteAsync(InventoryDatabase database, string kubeConfig, CancellationToken cancellationToken)
    {
        var events = new ClusterEvents(
            new ClusterClients(RunningSource.Secrets(("KUBE", kubeConfig)), database.Options), new EventTables(database.Source, new Outbox(TimeProvider.System), TimeProvider.System),
            database.Options, TimeProvider.System, NullLogger<EventWriter>.Instance).Wanted(Lab).Single();
        await events.ObserveAsync(await database.LeaseAsync(events.Name), cancellationToken);
    }

    static async Task HandleAsync(InventoryDatabase database, EndpointResultChanged fact)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await new EndpointResults().HandleAsync(fact, transaction, CancellationToken.None);
        await transaction.CommitAsync();
    }

    /// <summary>Returns what was told, the newest last, once it is so much.</summary>
    async Task<IReadOnlyList<string>> UntilAsync(k8s.Kubernetes client, Task writing, int count)
    {
        List<JsonNode> told = [];
        await Eventually.TrueAsync(async () =>
        {
            if (writing.IsCompleted)
                await writing;
            var list = await client.CustomObjects.ListNamespacedCustomObjectAsync<JsonObject>("events.k8s.io", "v1", space, "events");
            told = [.. list["items"]!.AsArray().Select(it => it!).Where(it => (string?)it["reportingController"] == "homelab-inventory")];
            return told.Count >= count;
        }, $"{count} Events are there");
        Assert.Equal(count, told.Count);
        Assert.All(told, it => Assert.Equal("photos", (string?)it["regarding"]!["name"]));
        Assert.All(told, it => Assert.NotEqual("", (string?)it["regarding"]!["uid"]));
        return [.. told.OrderBy(it => (string?)it["eventTime"], StringComparer.Ordinal).Select(it => $"{it["type"]} {it["reason"]} {it["note"]}")];
    }

    async Task CreateAsync(k8s.Kubernetes client, string name, string host) => await client.CustomObjects.CreateNamespacedCustomObjectAsync<JsonObject>(
        JsonNode.Parse($$$"""
            {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"{{{name}}}","namespace":"{{{space}}}"},"spec":{"rules":[{"host":"{{{host}}}"}]}}
            """)!.AsObject(), "networking.k8s.io", "v1", space, "ingresses");

    static async Task MakeAsync(k8s.Kubernetes client, string name)
    {
        try
        {
            await client.CustomObjects.CreateClusterCustomObjectAsync<JsonObject>(
                JsonNode.Parse($$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{name}}}"} }""")!.AsObject(), "", "v1", "namespaces");
        }
        catch (HttpOperationException exception) when (exception.Response.StatusCode == System.Net.HttpStatusCode.Conflict)
        {
        }
    }
}
