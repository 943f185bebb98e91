using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Rpc;

namespace HomeLab.ServiceDefaults.Tests.Rpc;

/// <summary>Answers who asked; waits for ever when asked for <c>never</c>.</summary>
sealed class SlowInventory(SlowInventory.Seen seen, TimeProvider time) : Inventory.InventoryBase
{
    public override async Task<Snapshot> GetSnapshot(GetSnapshotRequest request, ServerCallContext context)
    {
        seen.Left = context.Deadline - time.GetUtcNow().UtcDateTime;
        if (request.Epoch == "never")
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
        }
        var caller = request.Epoch == "operator" ? context.Demand(Role.Operator) : context.GetCaller();
        return new Snapshot { Epoch = $"{caller.Name} {caller.Role}" };
    }

    internal sealed class Seen
    {
        public TimeSpan Left { get; set; }
    }
}
