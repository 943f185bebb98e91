using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Resources;
using Contract = HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Inventory.Rpc;

/// <summary>Answers how things hang together.</summary>
sealed class GraphService(LabViews views) : Contract.Graph.GraphBase
{
    public override async Task<ImpactReport> GetImpact(GetImpactRequest request, ServerCallContext context)
    {
        var view = await views.ReadAsync(context.CancellationToken);
        var (node, candidates) = NodeSearch.Find(view.Graph, request.Thing);
        if (node is null)
        {
            throw new RpcException(candidates.Count == 0
                ? new Status(StatusCode.NotFound, $"Nothing that was seen is called {request.Thing}.")
                : new Status(StatusCode.InvalidArgument, $"Several things are called {request.Thing}; say which: {string.Join(", ", candidates)}."));
        }
        return new ImpactReport
        {
            Thing = Of(node),
            Impacted =
            {
                Impact.Of(view.Graph, node.Address).Select(it => new ImpactedNode
                {
                    Node = Of(it.Node),
                    Fails = it.Fails,
                    Because = { it.Because.Select(Of) },
                }),
            },
            Gaps = { view.Gaps.Select(Of) },
        };
    }

    public override async Task<PathReport> GetPath(GetPathRequest request, ServerCallContext context)
    {
        var view = await views.ReadAsync(context.CancellationToken);
        var hops = RoutePath.Of(view.Graph, $"host/{request.HostName.Trim('.').ToLowerInvariant()}", Runs.BrokenOf);
        return hops.Count == 0
            ? throw new RpcException(new Status(StatusCode.NotFound, $"Nothing that was seen is reached by the name {request.HostName}."))
            : new PathReport { Hops = { hops.Select(Of) }, Gaps = { view.Gaps.Select(Of) } };
    }

    public override async Task<OrderReport> GetOrder(GetOrderRequest request, ServerCallContext context)
    {
        var view = await views.ReadAsync(context.CancellationToken);
        var order = StartOrder.Of(view.Graph, request.Kinds.Count == 0 ? Runs.IsRunning : it => request.Kinds.Contains(it.Kind));
        return new OrderReport
        {
            Steps = { order.Steps.Select(it => new OrderStep { Nodes = { it.Select(Of) } }) },
            Cycles = { order.Cycles.Select(it => new OrderCycle { Addresses = { it } }) },
            Gaps = { view.Gaps.Select(Of) },
        };
    }

    public override async Task<EdgesReport> GetEdges(GetEdgesRequest request, ServerCallContext context)
    {
        var view = await views.ReadAsync(context.CancellationToken);
        return new EdgesReport { Edges = { view.Graph.Leaving(request.Address).Select(Of) }, Gaps = { view.Gaps.Select(Of) } };
    }

    static Contract.GraphNode Of(HomeLab.Inventory.Graph.GraphNode node) =>
        new() { Address = node.Address, Kind = node.Kind, Name = node.Name, State = node.State };

    static Contract.GraphEdge Of(HomeLab.Inventory.Graph.GraphEdge edge) => new()
    {
        From = edge.From,
        To = edge.To,
        Kind = edge.Kind,
        Bond = edge.Bond.ToString(),
        Rule = edge.Rule,
        Evidence = edge.Evidence,
    };

    static Contract.Hop Of(HomeLab.Inventory.Graph.Hop hop) =>
        new() { Node = Of(hop.Node), By = hop.By is { } edge ? Of(edge) : null, Broken = hop.Broken };

    static GraphGap Of(SourceRow source) => new() { Source = source.Name, Reason = source.Reason };
}
