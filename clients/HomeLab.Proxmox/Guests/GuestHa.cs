using System.Text.Json.Serialization;

namespace HomeLab.Proxmox.Guests;

/// <summary>High availability of a guest. While it is managed, power calls are only requests.</summary>
public sealed record GuestHa
{
    [JsonPropertyName("managed")]
    public bool IsManaged { get; init; }

    public string? State { get; init; }

    public string? Group { get; init; }
}
