using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using InventoryClient = HomeLab.Contracts.Grpc.Inventory.Inventory.InventoryClient;

namespace HomeLab.Benchmarks.Stacks;

/// <summary>The part of Inventory that takes holds, without anybody whom they concern.</summary>
sealed class UntoldHolds : InventoryClient
{
    public override AsyncUnaryCall<PlacedHold> PlaceHoldAsync(
        PlaceHoldRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
        Answer(new PlacedHold { Id = $"{Guid.NewGuid()}", Scope = request.Scope, Reason = request.Reason, Until = request.Until, PlacedBy = "stacks" });

    public override AsyncUnaryCall<ReleaseHoldResponse> ReleaseHoldAsync(
        ReleaseHoldRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) => Answer(new ReleaseHoldResponse());

    static AsyncUnaryCall<T> Answer<T>(T told) => new(Task.FromResult(told), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
}
