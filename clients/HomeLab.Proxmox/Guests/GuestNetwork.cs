using System.Globalization;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Guests;

/// <summary>A network card as configured. A running guest may have quite other addresses.</summary>
public sealed record GuestNetwork
{
    /// <summary><c>net0</c>.</summary>
    public required string Key { get; init; }

    /// <summary><c>virtio</c>, <c>e1000</c>, …; of a container <c>veth</c>.</summary>
    public string? Model { get; init; }

    /// <summary>Within a container, such as <c>eth0</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Upper case with colons.</summary>
    public string? Mac { get; init; }

    public string? Bridge { get; init; }

    public int? VlanTag { get; init; }

    /// <summary>An address with prefix length, <c>dhcp</c> or <c>manual</c>; of a virtual machine cloud-init's.</summary>
    public string? IPv4 { get; init; }

    /// <summary>An address with prefix length, <c>dhcp</c>, <c>auto</c> or <c>manual</c>.</summary>
    public string? IPv6 { get; init; }

    public string? Gateway { get; init; }

    public string? Gateway6 { get; init; }

    public bool HasFirewall { get; init; }

    public bool IsLinkDown { get; init; }

    /// <summary>Those that the configuration fixes.</summary>
    public IEnumerable<InterfaceAddress> Addresses =>
        new[] { InterfaceAddress.TryParse(IPv4), InterfaceAddress.TryParse(IPv6) }.OfType<InterfaceAddress>();

    // A virtual machine's begins with its model and MAC as one pair, "virtio=BC:24:…"; a container has "hwaddr=BC:24:…".
    internal static GuestNetwork Read(string key, string text, string? cloudInit)
    {
        var card = PropertyString.Parse(text);
        var model = card.Pairs.FirstOrDefault(pair => Values.Mac.Read(pair.Value) is not null && pair.Key is not ("hwaddr" or "macaddr"));
        var addresses = cloudInit is null ? card : PropertyString.Parse(cloudInit);
        return new GuestNetwork
        {
            Key = key,
            Model = model.Key ?? card["model"] ?? card["type"] ?? card.Bare,
            Name = card["name"],
            Mac = Values.Mac.Read(model.Value ?? card["hwaddr"] ?? card["macaddr"]),
            Bridge = card["bridge"],
            VlanTag = int.TryParse(card["tag"], NumberStyles.None, CultureInfo.InvariantCulture, out var tag) ? tag : null,
            IPv4 = addresses["ip"],
            IPv6 = addresses["ip6"],
            Gateway = addresses["gw"],
            Gateway6 = addresses["gw6"],
            HasFirewall = Scalar.IsTrue(card["firewall"]),
            IsLinkDown = Scalar.IsTrue(card["link_down"]),
        };
    }
}
