using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Resources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using Npgsql;

namespace HomeLab.Inventory.Graph;

/// <summary>The graph of what is known now. Built when somebody asks and something changed since.</summary>
sealed class GraphStore(NpgsqlDataSource database) : IDisposable
{
    readonly SemaphoreSlim gate = new(1);
    readonly Dictionary<string, Contribution> resources = new(StringComparer.Ordinal);
    readonly Dictionary<string, Contribution> endpoints = new(StringComparer.Ordinal);
    Contribution? lab;
    LabGraph graph = LabGraph.Empty;
    string epoch = "";
    long revision = -1;

    /// <returns>The graph, and the sources that are not complete.</returns>
    public async Task<(LabGraph Graph, IReadOnlyList<SourceRow> Gaps)> ReadAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            await using var queries = await SnapshotQueries.BeginAsync(database, cancellationToken);
            var now = await queries.EpochAsync(cancellationToken);
            if (now.Id != epoch || revision < now.PrunedRevision)
                Forget();
            if (now.Revision != revision)
            {
                await LearnAsync(queries, cancellationToken);
                graph = GraphBuilder.Build([.. lab is null ? Array.Empty<Contribution>() : [lab], .. resources.Values, .. endpoints.Values]);
                (epoch, revision) = (now.Id, now.Revision);
            }
            return (graph, [.. (await queries.SourcesAsync(cancellationToken)).Where(it => !it.IsComplete)]);
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
        revision = -1;
    }

    async Task LearnAsync(SnapshotQueries queries, CancellationToken cancellationToken)
    {
        // First what went: an address may have come back since, and then both are told.
        foreach (var removal in await queries.RemovalsAsync(revision, cancellationToken))
            (removal.Scope == ResourceTables.ResourceScope ? resources : endpoints).Remove(removal.Address);
        if (await queries.LabAsync(revision, cancellationToken) is { } changed)
            lab = LabRules.Of(LabJson.Read<LabSpec>(changed.Spec));
        foreach (var resource in await queries.ResourcesAsync(revision, cancellationToken))
            resources[resource.Address] = Contributions.Of(resource);
        foreach (var endpoint in await queries.EndpointsAsync(revision, cancellationToken))
        {
            if (Contributions.Of(endpoint) is { } contribution)
                endpoints[endpoint.Address] = contribution;
            else
                endpoints.Remove(endpoint.Address);
        }
    }
}
