using System.Text.Json.Serialization;

namespace HomeLab.Proxmox.Guests;

public sealed record GuestSnapshot
{
    /// <summary>Of the entry that stands for the guest as it is now.</summary>
    internal const string Current = "current";

    public required string Name { get; init; }

    public string? Description { get; init; }

    [JsonPropertyName("snaptime")]
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>With the memory of a virtual machine that ran.</summary>
    [JsonPropertyName("vmstate")]
    public bool HasMemory { get; init; }

    public string? Parent { get; init; }

    /// <summary><c>prepare</c> or <c>delete</c> while a task is at it, or where one failed.</summary>
    [JsonPropertyName("snapstate")]
    public string? State { get; init; }
}
