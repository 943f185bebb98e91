using System.Collections.Concurrent;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using InventoryClient = HomeLab.Contracts.Grpc.Inventory.Inventory.InventoryClient;

namespace HomeLab.Stacks.Tests.Reconciling;

/// <summary>The part of Inventory that takes holds.</summary>
sealed class PlayedHolds(PlayedWishes wishes) : InventoryClient
{
    int made;

    /// <summary>Everything that was asked, in order: <c>place docker/nas/web</c>, <c>release 1</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    public bool IsRefusing { get; set; }

    public override AsyncUnaryCall<PlacedHold> PlaceHoldAsync(
        PlaceHoldRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default)
    {
        if (IsRefusing)
            return Answer(Task.FromException<PlacedHold>(new RpcException(new Status(StatusCode.Unavailable, "nobody listens"))));
        var hold = new PlacedHold { Id = $"{Interlocked.Increment(ref made)}", Scope = request.Scope, Reason = request.Reason, Until = request.Until, PlacedBy = "stacks" };
        wishes.Change(it => it.Holds.Add(hold));
        Calls.Enqueue($"place {request.Scope}");
        return Answer(Task.FromResult(hold.Clone()));
    }

    public override AsyncUnaryCall<ReleaseHoldResponse> ReleaseHoldAsync(
        ReleaseHoldRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default)
    {
        wishes.Change(it =>
        {
            if (it.Holds.FirstOrDefault(hold => hold.Id == request.Id) is { } hold)
                it.Holds.Remove(hold);
        });
        Calls.Enqueue($"release {request.Id}");
        return Answer(Task.FromResult(new ReleaseHoldResponse()));
    }

    static AsyncUnaryCall<T> Answer<T>(Task<T> told) => new(told, Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
}
