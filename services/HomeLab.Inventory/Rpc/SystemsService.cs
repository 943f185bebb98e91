using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Filters;
using HomeLab.Inventory.Owners;
using HomeLab.Inventory.Systems;
using Contract = HomeLab.Contracts.Grpc.Inventory;
using Owner = HomeLab.Inventory.Owners.Owner;

namespace HomeLab.Inventory.Rpc;

/// <summary>Answers what runs, in which version and how it is.</summary>
sealed class SystemsService(SystemQueries queries, OwnerQueries owners, LabViews views) : Contract.Systems.SystemsBase
{
    const int DefaultLimit = 100;
    const int MostLimit = 1000;
    const int MostCandidates = 10;

    public override async Task<ListSystemsResponse> ListSystems(ListSystemsRequest request, ServerCallContext context)
    {
        var isMeant = await AskedFilter.BindAsync(request.Filter, Askable.Systems, views, context.CancellationToken);
        var systems = (await queries.ListAsync(context.CancellationToken))
            .Where(it => (request.WithUnclassified || it.Id.Length > 0) && (request.WithAbsent || it.Health != SystemHealthWord.Absent));
        return new ListSystemsResponse { Systems = { (await WithOwnersAsync([.. systems], context.CancellationToken)).Where(isMeant).Select(Of) } };
    }

    async Task<IEnumerable<KnownSystem>> WithOwnersAsync(IReadOnlyList<SystemRecord> systems, CancellationToken cancellationToken)
    {
        var whose = await owners.OfAsync(systems.SelectMany(it => it.Details.Objects.Select(one => one.Address)), cancellationToken);
        return systems.Select(it => new KnownSystem(it, Owner.Of(it.Details.Objects.Select(one => whose.GetValueOrDefault(one.Address, Owner.Nobody)))));
    }

    public override async Task<SystemDescription> GetSystem(GetSystemRequest request, ServerCallContext context)
    {
        var found = Single(await queries.ListAsync(context.CancellationToken), request.System)
            ?? throw new RpcException(new Status(StatusCode.NotFound, $"No system that was seen is called {request.System}."));
        return new SystemDescription
        {
            System = Of((await WithOwnersAsync([found], context.CancellationToken)).Single()),
            Signals =
            {
                found.Details.Signals.Select(it => new SystemSignal
                {
                    Probe = it.Probe,
                    Address = it.Address,
                    Health = SystemHealthWord.Of(it.State),
                    Code = it.Code,
                    Reason = it.Reason,
                }),
            },
            Objects = { found.Details.Objects.Select(it => new Contract.SystemObject { Address = it.Address, Evidence = { it.Evidence } }) },
            Path = { found.Details.Path },
        };
    }

    public override async Task<ListSystemHistoryResponse> ListSystemHistory(ListSystemHistoryRequest request, ServerCallContext context)
    {
        if (request.Limit is < 0 or > MostLimit)
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"The limit is a number from 1 to {MostLimit}."));
        var address = request.System.Length == 0
            ? null
            : Single(await queries.ListAsync(context.CancellationToken), request.System)?.Address ?? request.System;
        var changes = await queries.HistoryAsync(address, request.Limit == 0 ? DefaultLimit : request.Limit, context.CancellationToken);
        return new ListSystemHistoryResponse
        {
            Changes =
            {
                changes.Select(it => new Contract.SystemChange
                {
                    System = it.System,
                    At = it.At.ToTimestamp(),
                    Aspect = it.Aspect,
                    Was = it.Was,
                    Became = it.Became,
                    Reason = it.Reason,
                    Writer = it.Writer,
                    WrittenBy = it.WrittenBy,
                }),
            },
        };
    }

    static SystemRecord? Single(IReadOnlyList<SystemRecord> systems, string thing) => SystemQueries.Find(systems, thing) switch
    {
        [] => null,
        [var only] => only,
        var several => throw new RpcException(new Status(
            StatusCode.InvalidArgument,
            $"Several systems are called {thing}; say which: {string.Join(", ", several.Take(MostCandidates).Select(it => it.Address))}.")),
    };

    static Contract.System Of(KnownSystem known) => Of(known.Record, known.Owner);

    static Contract.System Of(SystemRecord it, Owner owner) => new()
    {
        Address = it.Address,
        Id = it.Id,
        Name = it.Name,
        Site = it.Site,
        Version = it.Version,
        Health = it.Health,
        Reason = it.Reason,
        Since = it.Since.ToTimestamp(),
        Flaps = it.Flaps,
        Root = it.Root,
        Owner = OwnerMessages.Of(owner),
    };
}
