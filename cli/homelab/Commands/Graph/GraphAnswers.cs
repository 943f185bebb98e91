using Grpc.Core;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Inventory;
using GraphClient = HomeLab.Contracts.Grpc.Inventory.Graph.GraphClient;

namespace HomeLab.Cli.Commands.Graph;

/// <summary>Asks Inventory for the graph, and says what may be missing from an answer.</summary>
static class GraphAnswers
{
    public static Task<T> AskAsync<T>(Run run, Func<GraphClient, CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken) =>
        run.Fleet.Inventory.AskAsync(options => call(new GraphClient(run.Fleet.Inventory.Invoker), options), cancellationToken);

    public static void WriteGaps(Page page, IReadOnlyCollection<GraphGap> gaps)
    {
        if (gaps.Count == 0)
            return;
        page.Line();
        page.Text(new Cell("Not all of the lab is seen now, so something may be missing here:", Tone.Attention));
        foreach (var gap in gaps)
            page.Field(gap.Source, gap.Reason);
    }

    public static string By(GraphEdge? edge) => edge is null ? "" : $"{edge.Kind} ({edge.Rule}: {edge.Evidence})";
}
