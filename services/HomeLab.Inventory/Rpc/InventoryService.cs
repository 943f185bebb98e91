using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Holds;
using HomeLab.Inventory.Notifications;
using HomeLab.Inventory.Resources;
using HomeLab.ServiceDefaults.Rpc;
using Npgsql;

namespace HomeLab.Inventory.Rpc;

/// <summary>Answers what the lab asks for and what was seen of it.</summary>
sealed class InventoryService(NpgsqlDataSource database, PlacedHolds holds, LabViews views, TimeProvider time) : Contracts.Grpc.Inventory.Inventory.InventoryBase
{
    const int MaxScope = 300;
    const int MaxReason = 500;
    const int LargestLimit = 1000;

    public override async Task<Snapshot> GetSnapshot(GetSnapshotRequest request, ServerCallContext context)
    {
        var cancellationToken = context.CancellationToken;
        if (request.Limit is < 0 or > LargestLimit)
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"The limit is 1 to {LargestLimit}, or 0 for all."));
        await using var queries = await SnapshotQueries.BeginAsync(database, cancellationToken);
        var epoch = await queries.EpochAsync(cancellationToken);
        // Another epoch's revisions mean nothing here, and removals before the pruned revision are no longer known.
        var isDelta = request.Epoch == epoch.Id && request.SinceRevision > 0
            && request.SinceRevision <= epoch.Revision && request.SinceRevision >= epoch.PrunedRevision;
        var since = isDelta ? request.SinceRevision : -1;
        var now = time.GetUtcNow();
        var snapshot = new Snapshot { Epoch = epoch.Id, Revision = epoch.Revision, IsDelta = isDelta };
        snapshot.Sources.AddRange((await queries.SourcesAsync(cancellationToken)).Select(it => SnapshotMessages.Of(it, now)));
        snapshot.Holds.AddRange((await queries.HoldsAsync(now, cancellationToken)).Select(SnapshotMessages.Of));
        if (Wants(request, Scope.Lab))
        {
            snapshot.Lab = await queries.LabAsync(since, cancellationToken) is { } lab ? SnapshotMessages.Of(lab) : null;
            snapshot.Documents.AddRange((await queries.DocumentsAsync(since, cancellationToken)).Select(SnapshotMessages.Of));
        }
        if (Wants(request, Scope.Endpoints))
            snapshot.Endpoints.AddRange((await queries.EndpointsAsync(since, cancellationToken)).Select(SnapshotMessages.Of));
        if (Wants(request, Scope.Lab) || Wants(request, Scope.Endpoints))
            snapshot.Readiness.AddRange(await ReadinessMessages.ReadAsync(queries, views, cancellationToken));
        if (Wants(request, Scope.Resources))
        {
            int? limit = request.Limit > 0 ? request.Limit : null;
            var resources = await queries.ResourcesAsync(since, request.After, limit, cancellationToken);
            snapshot.Resources.AddRange(resources.Select(SnapshotMessages.Of));
            snapshot.Next = resources.Count == limit ? resources[^1].Address : "";
        }
        if (isDelta)
        {
            snapshot.Removals.AddRange((await queries.RemovalsAsync(since, cancellationToken))
                .Select(it => SnapshotMessages.Of(it, now)).Where(it => Wants(request, it.Scope)));
        }
        return snapshot;
    }

    public override async Task<PlacedHold> PlaceHold(PlaceHoldRequest request, ServerCallContext context)
    {
        var caller = context.Demand(Role.Operator);
        var until = request.Until?.ToDateTimeOffset();
        if (WhyNot(request, until, time.GetUtcNow()) is { } objection)
            throw new RpcException(new Status(StatusCode.InvalidArgument, objection));
        return await holds.PlaceAsync(request.Scope, request.Reason, until!.Value, caller.Name, context.CancellationToken) is { } placed
            ? SnapshotMessages.Of(placed)
            : throw new RpcException(new Status(StatusCode.ResourceExhausted, $"{PlacedHolds.Most} holds are in force; release some."));
    }

    public override async Task<ReleaseHoldResponse> ReleaseHold(ReleaseHoldRequest request, ServerCallContext context)
    {
        context.Demand(Role.Operator);
        return Guid.TryParse(request.Id, out var id) && await holds.ReleaseAsync(id, context.CancellationToken)
            ? new ReleaseHoldResponse()
            : throw new RpcException(new Status(StatusCode.NotFound, $"No hold {request.Id} is in force."));
    }

    public override async Task<ListHoldsResponse> ListHolds(ListHoldsRequest request, ServerCallContext context) =>
        new() { Holds = { (await holds.ListAsync(context.CancellationToken)).Select(SnapshotMessages.Of) } };

    public override async Task<GetRepositoriesResponse> GetRepositories(GetRepositoriesRequest request, ServerCallContext context)
    {
        await using var queries = await SnapshotQueries.BeginAsync(database, context.CancellationToken);
        var rows = await queries.RepositoriesAsync(request.Name, context.CancellationToken);
        if (rows.Count == 0 && request.Name.Length > 0)
            throw new RpcException(new Status(StatusCode.NotFound, $"The lab names no repository {request.Name}."));
        var declared = await queries.DeclaredAsync(context.CancellationToken);
        var sources = (await queries.SourcesAsync(context.CancellationToken)).ToDictionary(it => it.Name);
        return new GetRepositoriesResponse
        {
            Repositories = { rows.Select(it => RepositoryMessages.Of(it, declared, sources[it.Source], request.Name.Length > 0, time.GetUtcNow())) },
        };
    }

    public override async Task<ListNotifiersResponse> ListNotifiers(ListNotifiersRequest request, ServerCallContext context)
    {
        var store = new NotificationStore(database, time);
        var (_, notifiers) = await store.NotifiersAsync(context.CancellationToken);
        var rows = (await store.ListAsync(context.CancellationToken)).ToDictionary(it => it.Notifier);
        return new ListNotifiersResponse
        {
            Notifiers = { notifiers.Select(it => NotifierMessages.Of(it, rows.GetValueOrDefault(it.Name), time.GetUtcNow())) },
        };
    }

    static string? WhyNot(PlaceHoldRequest request, DateTimeOffset? until, DateTimeOffset now) => request switch
    {
        _ when !IsLine(request.Scope, MaxScope) => $"The scope is one line of 1 to {MaxScope} characters, such as zone/example.org.",
        _ when !IsLine(request.Reason, MaxReason) => $"The reason is one line of 1 to {MaxReason} characters.",
        _ when until is null => "A hold ends: say until when.",
        _ when until <= now => "That time is over already.",
        _ when until > now + PlacedHolds.Longest => $"A hold lasts {PlacedHolds.Longest.TotalHours} hours at most; place it again before it ends, or write a Hold document.",
        _ => null,
    };

    static bool IsLine(string text, int longest) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest && !text.Any(char.IsControl);

    static bool Wants(GetSnapshotRequest request, Scope scope) => request.Scopes.Count == 0 || request.Scopes.Contains(scope);
}
