using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Repositories.Stacks;

namespace HomeLab.Inventory.Rpc;

/// <summary>Answers what is wanted to run as Compose stacks.</summary>
sealed class DesiredStacksService(WantedStacks stacks) : DesiredStacks.DesiredStacksBase
{
    public override Task<ListDesiredStacksResponse> ListDesiredStacks(ListDesiredStacksRequest request, ServerCallContext context) =>
        stacks.ReadAsync(request.Known, request.KnownVersion, context.CancellationToken);
}
