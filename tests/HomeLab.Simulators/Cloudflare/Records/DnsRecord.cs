using System.Collections.Immutable;

namespace HomeLab.Simulators.Cloudflare.Records;

/// <summary>A record as stored: normalised, valid and free of conflicts in its zone.</summary>
sealed record DnsRecord
{
    public required string Id { get; init; }

    /// <summary>Rises with each record created in the zone; lists are in this order.</summary>
    public long Sequence { get; init; }

    public required string Type { get; init; }

    /// <summary>Lower-case FQDN in Punycode without a final dot.</summary>
    public required string Name { get; init; }

    /// <summary>Canonical; the <c>data</c> of structured types is derived from it.</summary>
    public required string Content { get; init; }

    public int? Priority { get; init; }

    public required int Ttl { get; init; }

    public required bool Proxied { get; init; }

    public string? Comment { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    public ImmutableSortedDictionary<string, bool> Settings { get; init; } = ImmutableSortedDictionary<string, bool>.Empty;

    public bool IsReadOnly { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }

    public required DateTimeOffset ModifiedOn { get; init; }

    public DateTimeOffset? CommentModifiedOn { get; init; }

    public DateTimeOffset? TagsModifiedOn { get; init; }
}
