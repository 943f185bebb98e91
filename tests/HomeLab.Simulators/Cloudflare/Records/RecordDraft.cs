using System.Collections.Immutable;
using System.Text.Json;
using HomeLab.Simulators.Cloudflare.Http;

namespace HomeLab.Simulators.Cloudflare.Records;

/// <summary>A record as asked for, with defaults filled in, before it is normalised and judged.</summary>
sealed record RecordDraft(string Type, string Name)
{
    public string? Content { get; init; }

    public JsonElement? Data { get; init; }

    public int? Priority { get; init; }

    public int Ttl { get; init; } = 1;

    public bool Proxied { get; init; }

    public string? Comment { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    public ImmutableSortedDictionary<string, bool> Settings { get; init; } = ImmutableSortedDictionary<string, bool>.Empty;

    /// <summary>What is not sent has its default: a created or overwritten record.</summary>
    public static RecordDraft From(RecordBody body) => new(
        body.Type ?? throw CloudflareRefusal.Validation(9100, "type is a required field."),
        body.Name ?? throw CloudflareRefusal.Validation(9100, "name is a required field."))
    {
        Content = body.Content,
        Data = body.Data,
        Priority = body.Priority,
        Ttl = body.Ttl ?? 1,
        Proxied = body.Proxied ?? false,
        Comment = body.Comment,
        Tags = body.Tags ?? [],
        Settings = body.Settings ?? ImmutableSortedDictionary<string, bool>.Empty,
    };

    /// <summary>What is not sent stays: an edited record.</summary>
    public static RecordDraft Over(DnsRecord record, RecordBody body) => new(body.Type ?? record.Type, body.Name ?? record.Name)
    {
        Content = body.Content ?? (body.Data is null ? record.Content : null),
        Data = body.Data,
        Priority = body.Priority ?? (body.Data is null ? record.Priority : null),
        Ttl = body.Ttl ?? record.Ttl,
        Proxied = body.Proxied ?? record.Proxied,
        Comment = body.Comment ?? record.Comment,
        Tags = body.Tags ?? record.Tags,
        Settings = body.Settings is null ? record.Settings : record.Settings.SetItems(body.Settings),
    };
}
