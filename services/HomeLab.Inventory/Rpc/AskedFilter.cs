using Grpc.Core;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Filters;
using HomeLab.Lab.Filters;

namespace HomeLab.Inventory.Rpc;

/// <summary>Filters of requests.</summary>
static class AskedFilter
{
    /// <returns>What is meant; everything where nothing is asked.</returns>
    /// <exception cref="RpcException">INVALID_ARGUMENT: it is none; says where and what would be right.</exception>
    public static async Task<Func<T, bool>> BindAsync<T>(string text, FilterFields<T> fields, LabViews views, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
            return _ => true;
        try
        {
            var filter = Filter.Parse(text);
            // The graph is read only by those who ask how things hang together.
            var graph = HasRelation(filter) ? (await views.ReadAsync(cancellationToken)).Graph : null;
            return fields.Bind(filter, relation => new Relations(graph!).Of(relation));
        }
        catch (FilterException wrong)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"The filter is wrong at {wrong.Message}."));
        }
    }

    static bool HasRelation(Filter filter) => filter switch
    {
        Filter.And and => HasRelation(and.Left) || HasRelation(and.Right),
        Filter.Or or => HasRelation(or.Left) || HasRelation(or.Right),
        Filter.Not not => HasRelation(not.Negated),
        _ => filter is Filter.Relation,
    };
}
