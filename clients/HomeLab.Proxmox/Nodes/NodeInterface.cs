using System.Text.Json.Serialization;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Nodes;

/// <summary>A network interface of a node, as configured.</summary>
public sealed record NodeInterface
{
    [JsonPropertyName("iface")]
    public required string Name { get; init; }

    /// <summary><c>bridge</c>, <c>bond</c>, <c>eth</c>, <c>vlan</c>, <c>alias</c>, <c>OVSBridge</c>, ….</summary>
    public string? Type { get; init; }

    [JsonPropertyName("active")]
    public bool IsActive { get; init; }

    [JsonPropertyName("autostart")]
    public bool IsAutostarted { get; init; }

    /// <summary>Address with prefix length.</summary>
    public string? Cidr { get; init; }

    public string? Cidr6 { get; init; }

    public string? Gateway { get; init; }

    public string? Gateway6 { get; init; }

    [JsonPropertyName("bridge_ports")]
    [JsonConverter(typeof(WordList))]
    public IReadOnlyList<string> BridgePorts { get; init; } = [];

    [JsonPropertyName("bridge_vlan_aware")]
    public bool IsVlanAware { get; init; }

    public string? Comments { get; init; }
}
