using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Proxmox;

/// <summary>
/// Where guests were reached when they last ran: one that is stopped tells no addresses any more, and what leads there has to be known all the
/// more then.
/// </summary>
sealed class LastAddresses
{
    readonly ConcurrentDictionary<(string Address, string Uid), IReadOnlyList<string>> known = new();

    /// <summary>Reads what was kept of a guest.</summary>
    public void Load(KeptResource kept)
    {
        var facts = JsonNode.Parse(kept.Facts);
        List<string> last = [.. Texts(facts.At("addresses")), .. Texts(facts.At("lastAddresses"))];
        if (last.Count > 0)
            known.TryAdd((kept.Address, kept.Uid), last);
    }

    /// <param name="uid">Numbers are given out again, and the next guest of a number was nowhere before.</param>
    /// <param name="now">Where it is reached now.</param>
    /// <returns>Where it was before, if it is nowhere now.</returns>
    public IReadOnlyList<string> Of(string address, string uid, IReadOnlyList<string> now)
    {
        if (now.Count == 0)
            return known.GetValueOrDefault((address, uid)) ?? [];
        known[(address, uid)] = now;
        return [];
    }

    static IEnumerable<string> Texts(JsonNode? node) => node.Items().Select(it => it.ToString());
}
