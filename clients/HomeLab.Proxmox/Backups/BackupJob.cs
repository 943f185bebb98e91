using System.Text.Json.Serialization;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Backups;

/// <summary>A scheduled vzdump job of the cluster.</summary>
public sealed record BackupJob
{
    public required string Id { get; init; }

    /// <summary>Absent is on.</summary>
    [JsonPropertyName("enabled")]
    public bool IsEnabled { get; init; } = true;

    /// <summary>A calendar event such as <c>mon..fri 02:30</c>; null of an old job, which has <see cref="StartTime"/>.</summary>
    public string? Schedule { get; init; }

    public string? StartTime { get; init; }

    [JsonPropertyName("dow")]
    [JsonConverter(typeof(WordList))]
    public IReadOnlyList<string> DaysOfWeek { get; init; } = [];

    [JsonPropertyName("next-run")]
    public DateTimeOffset? NextRunAt { get; init; }

    [JsonPropertyName("vmid")]
    [JsonConverter(typeof(VmidList))]
    public IReadOnlyList<int> Vmids { get; init; } = [];

    /// <summary>All guests, but for those excluded.</summary>
    [JsonPropertyName("all")]
    public bool IsAll { get; init; }

    [JsonPropertyName("exclude")]
    [JsonConverter(typeof(VmidList))]
    public IReadOnlyList<int> Excluded { get; init; } = [];

    public string? Pool { get; init; }

    /// <summary>Only guests that are on this node are backed up.</summary>
    public string? Node { get; init; }

    public string? Storage { get; init; }

    public BackupMode Mode { get; init; }

    public string? Compress { get; init; }

    /// <summary>Null leaves it to the storage's.</summary>
    [JsonPropertyName("prune-backups")]
    public Retention? Retention { get; init; }

    [JsonPropertyName("notes-template")]
    public string? NotesTemplate { get; init; }

    [JsonPropertyName("protected")]
    public bool IsProtecting { get; init; }

    [JsonPropertyName("repeat-missed")]
    public bool RepeatsMissed { get; init; }

    public string? Comment { get; init; }
}
