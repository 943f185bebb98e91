using System.Text.Json.Serialization;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Guests;

/// <summary>A guest as lists show it. Sizes in bytes; what is null the list does not tell.</summary>
public sealed record Guest
{
    [JsonConverter(typeof(VmidNumber))]
    public required int Vmid { get; init; }

    /// <summary>Not in a node's own rows, where the client adds it.</summary>
    public string Node { get; init; } = "";

    [JsonPropertyName("type")]
    public GuestKind Kind { get; init; }

    /// <summary>Null without one: Proxmox then shows <c>VM 100</c>, and no guest can be named with a blank.</summary>
    public string? Name
    {
        get;
        init => field = value is null or "" || value.StartsWith("VM ", StringComparison.Ordinal) ? null : value;
    }

    [JsonPropertyName("status")]
    public GuestState State { get; init; }

    [JsonPropertyName("template")]
    public bool IsTemplate { get; init; }

    /// <summary>0 to 1, of its own cores.</summary>
    public double? Cpu { get; init; }

    [JsonIgnore]
    public double? Cores => MaxCpu ?? Cpus;

    [JsonPropertyName("mem")]
    public long? Memory { get; init; }

    [JsonPropertyName("maxmem")]
    public long? MaxMemory { get; init; }

    /// <summary>In use; always 0 of a virtual machine, whose disks Proxmox does not look into.</summary>
    public long? Disk { get; init; }

    [JsonPropertyName("maxdisk")]
    public long? MaxDisk { get; init; }

    [JsonConverter(typeof(DurationSeconds))]
    public TimeSpan Uptime { get; init; }

    [JsonConverter(typeof(WordList))]
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary><c>backup</c>, <c>migrate</c>, …: another operation is at it, or left this behind.</summary>
    public string? Lock { get; init; }

    /// <summary>Only in the cluster's list.</summary>
    public string? Pool { get; init; }

    /// <summary>Only in the cluster's list, of guests that high availability manages.</summary>
    public string? HaState { get; init; }

    /// <summary>Of a virtual machine: <c>paused</c>, <c>prelaunch</c>, <c>suspended</c>, ….</summary>
    public string? QmpStatus { get; init; }

    [JsonIgnore]
    public GuestReference Reference => new(Node, Kind, Vmid);

    [JsonInclude]
    internal double? MaxCpu { get; init; }

    [JsonInclude]
    internal double? Cpus { get; init; }
}
