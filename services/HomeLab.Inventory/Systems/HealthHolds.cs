using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Holds;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Systems;

/// <summary>The placed holds that keep back what people would be told of the health of systems.</summary>
/// <remarks>
/// Whoever places one expects what happens meanwhile, and it ends within a day. A <c>Hold</c> document may last for months and says only that nothing
/// is to be taken away: whoever wrote it wants to hear of what fails.
/// </remarks>
sealed class HealthHolds(IReadOnlyList<(Guid Id, string Scope)> holds, LabGraph graph)
{
    /// <param name="since">Holds that ended later count too: what they were placed for may not have been seen to end yet.</param>
    public static async Task<HealthHolds> ReadAsync(InventoryTransaction transaction, LabGraph graph, DateTimeOffset since, CancellationToken cancellationToken) =>
        new(await transaction.QueryAsync<(Guid, string)>("SELECT id, scope FROM placed_hold WHERE ends_at > @since ORDER BY id", new { since }, cancellationToken), graph);

    /// <summary>
    /// Those that a system is under: all of its objects are covered, or were since it is kept back, for what is replaced is gone for a while. None: of one of
    /// them people are to hear.
    /// </summary>
    public IReadOnlyList<Guid> Of(SystemRecord? before, IReadOnlyList<SystemObject> objects)
    {
        if (holds.Count == 0)
            return [];
        var addresses = objects.Concat(before?.Details.Objects ?? []).Select(it => it.Address).ToHashSet(StringComparer.Ordinal);
        var isCovered = addresses.Count > 0 && addresses.All(address => holds.Any(it => Covers(it.Scope, address)));
        return [.. holds.Where(it => before?.Details.KeptBack?.Holds.Contains(it.Id) == true || (isCovered && addresses.Any(address => Covers(it.Scope, address)))).Select(it => it.Id)];
    }

    /// <summary>A stack of Komodo covers the containers that it consists of.</summary>
    bool Covers(string scope, string address) =>
        HoldScope.Covers(scope, address) || graph.Arriving(address).Any(it => it.Kind == "consistsOf" && HoldScope.Covers(scope, it.From));
}
