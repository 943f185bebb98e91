using System.Net;
using HomeLab.Dns.Records;

namespace HomeLab.Dns.Lists;

/// <summary>What has to be done so that a list holds the networks. Pure.</summary>
/// <remarks>
/// | | stands there as ours | stands there as another's | does not stand there |
/// |---|---|---|---|
/// | wanted | stays | stays theirs: the address is on the list, which is what counts | is added |
/// | not wanted | is removed | stays | |
/// Ours is what carries this installation's mark and stands in its ledger; with one of two it is left alone.
/// </remarks>
sealed record IpListPlan(IReadOnlyList<IPNetwork> Add, IReadOnlyList<ListItem> Remove)
{
    public bool IsEmpty => Add.Count + Remove.Count == 0;

    /// <param name="owned">Ids of items by the ledger.</param>
    public static IpListPlan Of(IReadOnlyCollection<IPNetwork> wanted, IReadOnlyList<ListItem> items, string installation, IReadOnlySet<string> owned) => new(
        [.. wanted.Where(it => items.All(item => item.Network != it)).Distinct().OrderBy(it => it.ToString(), StringComparer.Ordinal)],
        [
            .. items.Where(it => !wanted.Contains(it.Network) && owned.Contains(it.Id) && OwnerMark.Of(it.Comment)?.Installation == installation)
                .OrderBy(it => it.Id, StringComparer.Ordinal),
        ]);
}
