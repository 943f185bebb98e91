using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Resources;
using Npgsql;

namespace HomeLab.Inventory.Rpc;

/// <summary>Answers what the lab asks for and what was seen of it.</summary>
sealed class InventoryService(NpgsqlDataSource database, TimeProvider time) : Contracts.Grpc.Inventory.Inventory.InventoryBase
{
    public override async Task<Snapshot> GetSnapshot(GetSnapshotRequest request, ServerCallContext context)
    {
        var cancellationToken = context.CancellationToken;
        await using var queries = await SnapshotQueries.BeginAsync(database, cancellationToken);
        var epoch = await queries.EpochAsync(cancellationToken);
        // Another epoch's revisions mean nothing here, and removals before the pruned revision are no longer known.
        var isDelta = request.Epoch == epoch.Id && request.SinceRevision > 0
            && request.SinceRevision <= epoch.Revision && request.SinceRevision >= epoch.PrunedRevision;
        var since = isDelta ? request.SinceRevision : -1;
        var now = time.GetUtcNow();
        var snapshot = new Snapshot { Epoch = epoch.Id, Revision = epoch.Revision, IsDelta = isDelta };
        snapshot.Sources.AddRange((await queries.SourcesAsync(cancellationToken)).Select(it => SnapshotMessages.Of(it, now)));
        if (Wants(request, Scope.Lab))
        {
            snapshot.Lab = await queries.LabAsync(since, cancellationToken) is { } lab ? SnapshotMessages.Of(lab) : null;
            snapshot.Documents.AddRange((await queries.DocumentsAsync(since, cancellationToken)).Select(SnapshotMessages.Of));
        }
        if (Wants(request, Scope.Endpoints))
            snapshot.Endpoints.AddRange((await queries.EndpointsAsync(since, cancellationToken)).Select(SnapshotMessages.Of));
        if (Wants(request, Scope.Resources))
        {
            snapshot.Resources.AddRange((await queries.ResourcesAsync(since, cancellationToken)).Select(SnapshotMessages.Of));
            snapshot.Edges.AddRange((await queries.EdgesAsync(since, cancellationToken)).Select(SnapshotMessages.Of));
        }
        if (isDelta)
        {
            snapshot.Removals.AddRange((await queries.RemovalsAsync(since, cancellationToken))
                .Select(it => SnapshotMessages.Of(it, now)).Where(it => Wants(request, it.Scope)));
        }
        return snapshot;
    }

    static bool Wants(GetSnapshotRequest request, Scope scope) => request.Scopes.Count == 0 || request.Scopes.Contains(scope);
}
