using System.Text.Json.Serialization;
using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Backups;

/// <summary>A guest that no job of the cluster backs up.</summary>
public sealed record UncoveredGuest
{
    [JsonConverter(typeof(VmidNumber))]
    public required int Vmid { get; init; }

    public string? Name { get; init; }

    [JsonPropertyName("type")]
    public GuestKind Kind { get; init; }
}
