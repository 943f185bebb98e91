using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Backups;

namespace HomeLab.Inventory.Rpc;

/// <summary>Answers what is wanted to have copies.</summary>
sealed class DesiredBackupsService(WantedBackups backups) : DesiredBackups.DesiredBackupsBase
{
    public override Task<ListDesiredBackupsResponse> ListDesiredBackups(ListDesiredBackupsRequest request, ServerCallContext context) =>
        backups.ReadAsync(context.CancellationToken);
}
