using System.Text.Json;

namespace HomeLab.Cloudflare;

/// <summary>A record as Cloudflare shows it: name in lower case and Punycode without a dot, ttl 1 while proxied.</summary>
public sealed record CloudflareRecord
{
    static readonly string[] Locks = ["read_only", "managed_by_apps", "managed_by_argo_tunnel"];

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    /// <summary>Of SRV and CAA made up by Cloudflare from <see cref="Data"/>; of TXT quoted or, on old records, not.</summary>
    public string Content { get; init; } = "";

    public int? Priority { get; init; }

    public JsonElement? Data { get; init; }

    public int Ttl { get; init; }

    public bool Proxied { get; init; }

    public string? Comment { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public JsonElement? Meta { get; init; }

    /// <summary>Kept by Cloudflare or an app: it refuses edits.</summary>
    public bool IsLocked =>
        Meta is { ValueKind: JsonValueKind.Object } meta
        && Locks.Any(name => meta.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True);
}
