using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Resources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Publishing;

/// <summary>The name of a Proxmox guest, where a tag asks for one.</summary>
static class GuestWishes
{
    public static WishReading Of(ObservedResource guest, GuestPublishSpec? publish)
    {
        var facts = JsonNode.Parse(guest.Facts);
        var name = facts.Text("name").TrimEnd('.').ToLowerInvariant();
        if (publish is null || name.Length == 0 || facts.Text("template") == "true" || !facts.Text("tags").Split(';').Intersect(publish.Tags).Any())
            return WishReading.None;
        var zone = publish.Zone.ToLowerInvariant();
        var wish = new Wish("", name.EndsWith("." + zone, StringComparison.Ordinal) ? name : $"{name}.{zone}");
        return new WishReading([publish.Target is null ? At(wish, facts, publish) : wish], []) { IsRunning = guest.State == "running" };
    }

    /// <summary>A guest that is stopped tells no address, and stays where it was.</summary>
    static Wish At(Wish wish, JsonNode? facts, GuestPublishSpec publish)
    {
        var networks = publish.Networks.Select(it => IPNetwork.Parse(it)).ToList();
        List<IPAddress> addresses =
        [
            .. facts.At("addresses").Items().Concat(facts.At("lastAddresses").Items()).Select(it => IPAddress.TryParse(it.ToString(), out var address) ? address : null)
                .OfType<IPAddress>().Distinct().Where(it => networks.Count == 0 ? it.AddressFamily == AddressFamily.InterNetwork : networks.Exists(network => network.Contains(it))),
        ];
        return addresses.Count switch
        {
            0 => wish with { IsPending = true, Refusal = new Refusal("NoAddress", "it tells no address that could be published", "") },
            > 1 when networks.Count == 0 => wish with
            {
                IsPending = true,
                Refusal = new Refusal("SeveralAddresses", $"it has {string.Join(" and ", addresses)}; say by `networks` which of them is meant", ""),
            },
            _ => wish with { Targets = [.. addresses.Select(it => it.ToString())] },
        };
    }
}
