using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Dns.Sources;
using HomeLab.Dns.Undoing;
using HomeLab.ServiceDefaults.Rpc;
using Microsoft.Extensions.Options;
using Contract = HomeLab.Contracts.Grpc.Dns;

namespace HomeLab.Dns.Rpc;

/// <summary>Takes changes back, and tells which deletes can be.</summary>
sealed class RecordChangesService(Undos undos, PastChanges past, LabStore labs, IOptions<DnsOptions> options) : Contract.RecordChanges.RecordChangesBase
{
    static readonly TimeSpan LongestHold = TimeSpan.FromDays(90);

    public override async Task<Contract.UndoChangeResponse> UndoChange(Contract.UndoChangeRequest request, ServerCallContext context)
    {
        var caller = context.Demand(Role.Operator);
        var hold = request.Hold?.ToTimeSpan() ?? options.Value.UndoHold;
        if (hold < TimeSpan.Zero || hold > LongestHold)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"It is held for {LongestHold.TotalDays} days at most."));
        }
        try
        {
            var result = await undos.AskAsync(request.What, hold, caller.Name, context.CancellationToken);
            var first = result.Undone[0];
            return new Contract.UndoChangeResponse
            {
                Zone = result.Zone.ToString(),
                Object = first.Object,
                Restored = first.Restored.Record.ToString(),
                Undone = first.Undone?.ToString() ?? "",
                Held = UndoMessages.Of(first),
                IsNew = result.IsNew,
                Together = { result.Undone.Skip(1).Select(UndoMessages.RestoredOf) },
            };
        }
        catch (UndoRefusedException e)
        {
            throw new RpcException(new Status(e.IsUnknown ? StatusCode.NotFound : StatusCode.FailedPrecondition, e.Message));
        }
    }

    public override async Task<Contract.ListTombstonesResponse> ListTombstones(Contract.ListTombstonesRequest request, ServerCallContext context)
    {
        var zones = (await labs.ReadAsync(context.CancellationToken)).Zones();
        var deleted = await past.TombstonesAsync(zones, context.CancellationToken);
        return new Contract.ListTombstonesResponse
        {
            Tombstones = { deleted.Select(it => UndoMessages.Of(it, it.At + options.Value.TombstoneRetention)) },
        };
    }
}
