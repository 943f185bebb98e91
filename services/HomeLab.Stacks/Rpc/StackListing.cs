using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Healing;
using HomeLab.Stacks.Operations;
using HomeLab.Stacks.Sources;

namespace HomeLab.Stacks.Rpc;

/// <summary>Finds what a person calls a stack.</summary>
sealed class StackListing(StackFeed feed, StackStates states, DriftStore drifts, HealingStore healing)
{
    /// <param name="key">Empty: of all stacks.</param>
    public async Task<Upkeep> UpkeepAsync(string key, CancellationToken cancellationToken) =>
        new(await drifts.ListAsync(key, cancellationToken), await healing.ListAsync(key, cancellationToken));

    public async Task<(LabStacks Lab, IReadOnlyDictionary<string, StackState> States)> ReadAsync(CancellationToken cancellationToken) =>
        (await feed.ReadAsync(cancellationToken), await states.ListAsync(cancellationToken));

    /// <param name="called">Key or name.</param>
    /// <exception cref="RpcException">None is called so, or several are.</exception>
    public async Task<(DesiredStack? Wanted, StackState State)> FindAsync(string called, CancellationToken cancellationToken)
    {
        var (lab, known) = await ReadAsync(cancellationToken);
        var keys = lab.Stacks.Keys.Union(known.Keys).Where(it => it == called || it.EndsWith("/" + called, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        return keys switch
        {
            [var key] => (lab.Stacks.GetValueOrDefault(key), known.GetValueOrDefault(key) ?? StackState.New(key)),
            [] => throw new RpcException(new Status(StatusCode.NotFound, $"There is no stack {called}; `homelab stacks get` lists them.")),
            _ => throw new RpcException(new Status(StatusCode.InvalidArgument, $"Several stacks are called {called}; say which: {string.Join(", ", keys)}.")),
        };
    }
}
