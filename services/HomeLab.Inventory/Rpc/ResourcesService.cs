using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Filters;
using HomeLab.Inventory.Owners;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Systems;
using Npgsql;
using Contract = HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Inventory.Rpc;

/// <summary>Answers what was seen, as far as it is asked for.</summary>
sealed class ResourcesService(NpgsqlDataSource database, SystemQueries systems, OwnerQueries owners, LabViews views) : Contract.Resources.ResourcesBase
{
    const int DefaultLimit = 500;
    const int MostLimit = 1000;

    public override async Task<ListResourcesResponse> ListResources(ListResourcesRequest request, ServerCallContext context)
    {
        var cancellationToken = context.CancellationToken;
        if (request.Limit is < 0 or > MostLimit)
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"The limit is a number from 1 to {MostLimit}."));
        var limit = request.Limit == 0 ? DefaultLimit : request.Limit;
        var isMeant = await AskedFilter.BindAsync(request.Filter, Askable.Resources, views, cancellationToken);
        var rules = await owners.RulesAsync(cancellationToken);
        var recognised = (await systems.ListAsync(cancellationToken)).SelectMany(system => system.Details.Objects.Select(it => (it.Address, System: system)))
            .GroupBy(it => it.Address).ToDictionary(it => it.Key, it => it.First().System, StringComparer.Ordinal);
        await using var queries = await SnapshotQueries.BeginAsync(database, cancellationToken);
        var answer = new ListResourcesResponse();
        for (var after = request.After; ;)
        {
            var page = await queries.ResourcesAsync(-1, after, MostLimit, cancellationToken);
            foreach (var known in page.Select(it => new KnownResource(it, recognised.GetValueOrDefault(it.Address), new(() => rules.Of(it)))).Where(isMeant))
            {
                if (answer.Resources.Count == limit)
                {
                    answer.Next = answer.Resources[^1].Resource.Address;
                    return answer;
                }
                answer.Resources.Add(Of(known));
            }
            if (page.Count < MostLimit)
                return answer;
            after = page[^1].Address;
        }
    }

    static ListedResource Of(KnownResource known) => new()
    {
        Resource = SnapshotMessages.Of(known.State),
        System = known.System?.Id ?? "",
        Health = known.System?.Health ?? "",
        Owner = OwnerMessages.Of(known.Owner.Value),
    };
}
