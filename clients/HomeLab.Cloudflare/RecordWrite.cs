using System.Text.Json;

namespace HomeLab.Cloudflare;

/// <summary>A record to create, or the fields of one to change: what is null is not sent.</summary>
public sealed record RecordWrite
{
    /// <summary>Only of a change.</summary>
    public string? Id { get; init; }

    public string? Type { get; init; }

    public string? Name { get; init; }

    /// <summary>Not for SRV and CAA, which have <see cref="Data"/>; TXT quoted, see <see cref="TxtContent.Encode"/>.</summary>
    public string? Content { get; init; }

    /// <summary>Of MX.</summary>
    public int? Priority { get; init; }

    /// <summary>Of SRV and CAA.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>Seconds, 60 to 86400; 1 is automatic.</summary>
    public int? Ttl { get; init; }

    /// <summary>Only of A, AAAA and CNAME; forces the ttl to automatic.</summary>
    public bool? Proxied { get; init; }

    /// <summary>One line, at most 100 characters on a free plan; empty clears it.</summary>
    public string? Comment { get; init; }

    /// <summary>Each a name, or a name and a value: <c>owner:ada</c>. Not on a free plan.</summary>
    public IReadOnlyList<string>? Tags { get; init; }
}
