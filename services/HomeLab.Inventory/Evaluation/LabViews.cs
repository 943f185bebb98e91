using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Certificates;
using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Resources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using Npgsql;

namespace HomeLab.Inventory.Evaluation;

/// <summary>Reads the lab as it is known now: of what is stored only what changed since the last time.</summary>
sealed class LabViews(NpgsqlDataSource database, TimeProvider time) : IDisposable
{
    readonly SemaphoreSlim gate = new(1);
    readonly Dictionary<string, Seen> resources = new(StringComparer.Ordinal);
    readonly Dictionary<string, (EndpointState State, Contribution? Contribution)> endpoints = new(StringComparer.Ordinal);
    (LabSpec Spec, Contribution Contribution)? lab;
    IReadOnlyList<KnownCertificate> certificates = [];
    LabView last = LabView.Empty;

    public async Task<LabView> ReadAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            await using var queries = await SnapshotQueries.BeginAsync(database, cancellationToken);
            var now = await queries.EpochAsync(cancellationToken);
            if (now.Id != last.Epoch || last.Revision < now.PrunedRevision)
                Forget();
            if (now.Revision != last.Revision)
            {
                await LearnAsync(queries, cancellationToken);
                last = Compose(now);
            }
            var sources = await queries.SourcesAsync(cancellationToken);
            return last with { At = time.GetUtcNow(), Sources = sources.ToDictionary(it => it.Name, StringComparer.Ordinal) };
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    void Forget()
    {
        lab = null;
        resources.Clear();
        endpoints.Clear();
        certificates = [];
        last = LabView.Empty;
    }

    LabView Compose(EpochRow now)
    {
        List<Seen> all = [.. resources.Values];
        var spec = lab?.Spec;
        return new LabView
        {
            Epoch = now.Id,
            Revision = now.Revision,
            Lab = spec,
            Graph = GraphBuilder.Build(
            [
                .. lab is { } known ? [known.Contribution] : Array.Empty<Contribution>(), .. all.Select(it => it.Contribution),
                .. endpoints.Values.Select(it => it.Contribution).OfType<Contribution>(), .. certificates.Select(CertificateRules.Of).OfType<Contribution>(),
            ]),
            Certificates = certificates,
            Endpoints = [.. endpoints.Values.Select(it => it.State).OrderBy(it => it.Address, StringComparer.Ordinal)],
            Declared = new(() => all.Select(it => it.Declared).OfType<ResourceState>().GroupBy(it => it.Source, StringComparer.Ordinal)
                .ToDictionary(it => it.Key, it => DeclaredRepository.Of([.. it]), StringComparer.Ordinal)),
            Parsed = new(() => [.. all.Select(it => it.Observation.Value).OfType<Observation>(), .. LabObservations.Of(spec)]),
        };
    }

    async Task LearnAsync(SnapshotQueries queries, CancellationToken cancellationToken)
    {
        var since = last.Revision;
        // First what went: an address may have come back since, and then both are told.
        foreach (var removal in await queries.RemovalsAsync(since, cancellationToken))
        {
            if (removal.Scope == ResourceTables.ResourceScope)
                resources.Remove(removal.Address);
            else
                endpoints.Remove(removal.Address);
        }
        if (await queries.LabAsync(since, cancellationToken) is { } changed)
        {
            var spec = LabJson.Read<LabSpec>(changed.Spec);
            lab = (spec, LabRules.Of(spec));
        }
        foreach (var resource in await queries.ResourcesAsync(since, cancellationToken))
            resources[resource.Address] = new Seen(
                Contributions.Of(resource), new(() => ResourceObservation.Of(resource)), resource.Source.StartsWith("repository/", StringComparison.Ordinal) ? resource : null);
        foreach (var endpoint in await queries.EndpointsAsync(since, cancellationToken))
            endpoints[endpoint.Address] = (endpoint, Contributions.Of(endpoint));
        certificates = await queries.CertificatesAsync(cancellationToken);
    }

    /// <param name="Observation">Parsed only where somebody judges: a replica that does not has no use for it.</param>
    /// <param name="Declared">The resource itself, of what a repository declares.</param>
    sealed record Seen(Contribution Contribution, Lazy<Observation?> Observation, ResourceState? Declared);
}
