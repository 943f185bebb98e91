using System.Text.Json;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Owners;
using HomeLab.Inventory.Repositories.Observing;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Rpc;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Findings;

public sealed class FindingsEvaluationTests
{
    const string Canary = "canary-4711";

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Opens_announces_lists_and_closes_a_finding()
    {
        var time = new FakeTimeProvider(SurveyedLab.Now);
        await using var database = await InventoryDatabase.CreateAsync(new InventoryOptions { Lab = "/nowhere", LeaseDuration = TimeSpan.FromHours(10) }, time);
        using var views = new LabViews(database.Source, time);
        var service = new FindingsService(new FindingQueries(database.Source), new OwnerQueries(database.Source, views), views);
        await ShowAsync(Mesh("PERMISSIVE"));

        var opened = await LookAsync(TimeSpan.Zero);
        var listed = (await service.ListFindings(new ListFindingsRequest { LeastSeverity = Severity.Warning, Scope = "kubernetes/talos" }, new TestCallContext())).Findings;
        var elsewhere = (await service.ListFindings(new ListFindingsRequest { Scope = "kubernetes/other" }, new TestCallContext())).Findings;
        var again = await LookAsync(TimeSpan.FromHours(1));
        await ShowAsync(Mesh("STRICT"));
        await SilenceAsync();
        var silent = await LookAsync(TimeSpan.FromHours(1));
        await ShowAsync(Mesh("STRICT"));
        var settling = await LookAsync(TimeSpan.Zero);
        var closed = await LookAsync(TimeSpan.FromMinutes(2));

        Assert.Equal("homelab:inventory:finding-opened:v1", Assert.Single(opened).Urn);
        var finding = Assert.Single(listed);
        Assert.Equal(("istio.mtls-not-strict", Severity.Warning), (finding.Rule, finding.Severity));
        Assert.Contains("STRICT", finding.Remedy, StringComparison.Ordinal);
        Assert.Empty(elsewhere);
        Assert.Empty(again);
        Assert.Empty(silent);
        Assert.Empty(settling);
        var end = Assert.Single(closed);
        Assert.Equal("homelab:inventory:finding-closed:v1", end.Urn);
        Assert.Equal(finding.Id, (string?)JsonSerializer.Deserialize<JsonElement>(end.Body).GetProperty("id").GetString());
        Assert.Empty((await service.ListFindings(new ListFindingsRequest(), new TestCallContext())).Findings);
        Assert.Equal(finding.Id, (await service.GetFinding(new GetFindingRequest { Id = finding.Id.Split('/')[1] }, new TestCallContext())).Id);
        Assert.NotNull(Assert.Single((await service.ListFindings(new ListFindingsRequest { Closed = true }, new TestCallContext())).Findings).ClosedAt);
        Assert.DoesNotContain(Canary, await database.QueryAsync<string>("SELECT string_agg(finding::text, ' ') FROM finding"), StringComparison.Ordinal);

        async Task<IReadOnlyList<(string Urn, string Body)>> LookAsync(TimeSpan later)
        {
            time.Advance(later);
            await database.TakeAnnouncedAsync();
            var view = await views.ReadAsync(CancellationToken.None);
            view = view with { Reading = CatalogReader.Read(CatalogFiles.Read(), view.Observations, [], view.At) };
            await new FindingsEvaluation(database.Source, new Outbox(time), database.Options, time)
                .EvaluateAsync(view, await database.LeaseAsync(SourceNames.Evaluation), CancellationToken.None);
            return await database.TakeAnnouncedAsync();
        }

        async Task ShowAsync(ObservedResource resource)
        {
            await RecordAsync("kubernetes/talos", new ObservedResource("kubernetes/talos", "u", "kubernetes.cluster", "talos", "Ready", "", new Dictionary<string, string>()));
            await RecordAsync("kubernetes/talos/peerauthentications.security.istio.io", resource);
        }

        async Task SilenceAsync() => await database.Observations.UnavailableAsync(
            (await database.LeaseAsync("kubernetes/talos")).ForPart("peerauthentications.security.istio.io"), new("Forbidden", "it is forbidden", ""), CancellationToken.None);

        async Task RecordAsync(string source, ObservedResource resource)
        {
            var lease = await database.LeaseAsync("kubernetes/talos");
            if (source.Split('/') is [_, _, var part])
            {
                await database.Observations.AddPartsAsync(lease, [part], CancellationToken.None);
                lease = lease.ForPart(part);
            }
            await database.Observations.RecordAsync(lease, new Look("read", "read", "", [resource], null, "NotListed"), CancellationToken.None);
        }
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Finds_in_what_is_remembered_of_a_repository_as_in_what_was_read()
    {
        var time = new FakeTimeProvider(SurveyedLab.Now);
        await using var database = await InventoryDatabase.CreateAsync(new InventoryOptions { Lab = "/nowhere", LeaseDuration = TimeSpan.FromHours(10) }, time);
        using var views = new LabViews(database.Source, time);
        var reading = Repositories.TestTree.Read(("apps/secret.yaml", $"apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\n  namespace: apps\nstringData:\n  password: {Canary}\n"));
        var resources = new DeclaredResources(reading, new DeploymentTargets(new RepositorySpec { Name = "home" }, new Dictionary<string, string>(), reading));
        var seen = reading.Objects.Select(it => resources.Of(it, 1)).Append(DeclaredResources.Repository("home", "", RepositoryFacts.Of(reading, "main")));
        await database.Observations.RecordAsync(await database.LeaseAsync("repository/home"), new Look("read", "read", "", [.. seen], null, "CommitRemoved"), CancellationToken.None);

        await new FindingsEvaluation(database.Source, new Outbox(time), database.Options, time)
            .EvaluateAsync(await views.ReadAsync(CancellationToken.None), await database.LeaseAsync(SourceNames.Evaluation), CancellationToken.None);

        Assert.Equal("secrets.plaintext", await database.QueryAsync<string>("SELECT rule FROM finding WHERE opened_at IS NOT NULL"));
        Assert.Equal(0, await database.QueryAsync<long>($"SELECT count(*) FROM finding WHERE finding::text LIKE '%{Canary}%'"));
    }

    static ObservedResource Mesh(string mode) => new(
        "kubernetes/talos/security.istio.io/PeerAuthentication/istio-system/default", "p1", "kubernetes.PeerAuthentication.security.istio.io", "istio-system/default", "", "",
        new Dictionary<string, string>(),
        $$$"""{"apiVersion":"security.istio.io/v1","kind":"PeerAuthentication","metadata":{"name":"default","namespace":"istio-system","annotations":{"note":"{{{Canary}}}" } },"spec":{"mtls":{"mode":"{{{mode}}}" } } }""");
}
