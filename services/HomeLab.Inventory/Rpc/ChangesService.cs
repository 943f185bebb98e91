using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Changes;
using HomeLab.Lab;
using Contract = HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Inventory.Rpc;

/// <summary>Answers what was seen to change, and who did it.</summary>
sealed class ChangesService(ChangeQueries queries) : Contract.Changes.ChangesBase
{
    const int DefaultLimit = 100;
    const int MostLimit = 1000;

    static readonly HashSet<string> Actors = ["", Actor.Us, Actor.Other, Actor.Unknown];

    public override async Task<ListChangesResponse> ListChanges(ListChangesRequest request, ServerCallContext context)
    {
        if (request.Limit is < 0 or > MostLimit || request.Before < 0)
            throw Refused($"The limit is a number from 1 to {MostLimit}, and before the id of a change.");
        if (!Actors.Contains(request.Actor))
            throw Refused($"An actor is {Actor.Us}, {Actor.Other} or {Actor.Unknown}.");
        var limit = request.Limit == 0 ? DefaultLimit : request.Limit;
        var rows = await queries.ListAsync(
            request.Object, request.Actor, request.Since?.ToDateTimeOffset() ?? DateTimeOffset.UnixEpoch,
            request.Before == 0 ? long.MaxValue : request.Before, limit, context.CancellationToken);
        return new ListChangesResponse { Changes = { rows.Select(Of) }, Next = rows.Count == limit ? rows[^1].Id : 0 };
    }

    static RpcException Refused(string why) => new(new Status(StatusCode.InvalidArgument, why));

    static ObjectChange Of(ChangeRow row) => new()
    {
        Id = row.Id,
        Address = row.Address,
        Kind = row.Kind,
        Source = row.Source,
        At = Timestamp.FromDateTime(DateTime.SpecifyKind(row.At, DateTimeKind.Utc)),
        Action = row.Action,
        Reason = row.Reason,
        Fields = { LabJson.Read<List<ChangedField>>(row.Fields).Select(Of) },
        MoreFields = row.MoreFields,
        Actor = row.Actor,
        ActorName = row.ActorName,
        Evidence = row.Evidence,
    };

    static FieldChange Of(ChangedField field)
    {
        var told = new FieldChange { Path = field.Path };
        if (field.Was is { } was)
            told.Was = was;
        if (field.Became is { } became)
            told.Became = became;
        return told;
    }
}
