using System.Text.Json.Serialization;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Guests;

/// <summary>A guest as it is at this moment. Sizes in bytes.</summary>
public sealed record GuestStatus
{
    public int Vmid { get; init; }

    public string? Name { get; init; }

    [JsonPropertyName("status")]
    public GuestState State { get; init; }

    /// <summary>Of a virtual machine: <c>running</c>, <c>paused</c>, <c>prelaunch</c>, <c>stopped</c>, <c>suspended</c>, ….</summary>
    public string? QmpStatus { get; init; }

    /// <summary>It runs and does not merely have a process.</summary>
    [JsonIgnore]
    public bool IsExecuting => State == GuestState.Running && QmpStatus is (null or "running");

    public double? Cpu { get; init; }

    public double? Cpus { get; init; }

    [JsonPropertyName("mem")]
    public long? Memory { get; init; }

    [JsonPropertyName("maxmem")]
    public long? MaxMemory { get; init; }

    public long? Disk { get; init; }

    [JsonPropertyName("maxdisk")]
    public long? MaxDisk { get; init; }

    [JsonConverter(typeof(DurationSeconds))]
    public TimeSpan Uptime { get; init; }

    /// <summary>Of its process on the node.</summary>
    public int? Pid { get; init; }

    [JsonConverter(typeof(WordList))]
    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Lock { get; init; }

    [JsonPropertyName("template")]
    public bool IsTemplate { get; init; }

    /// <summary>An agent is configured, which does not say that one answers.</summary>
    [JsonPropertyName("agent")]
    public bool HasAgent { get; init; }

    public GuestHa? Ha { get; init; }

    [JsonPropertyName("running-machine")]
    public string? RunningMachine { get; init; }

    [JsonPropertyName("running-qemu")]
    public string? RunningQemu { get; init; }
}
