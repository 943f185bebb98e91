namespace HomeLab.Simulators.Cloudflare;

/// <summary>A record that somebody else made before us.</summary>
public sealed class RecordSeed
{
    public string Type { get; init; } = "";

    /// <summary>Relative to the zone or full.</summary>
    public string Name { get; init; } = "";

    public string Content { get; init; } = "";

    public int? Priority { get; init; }

    /// <summary>Seconds; 1 is automatic.</summary>
    public int Ttl { get; init; } = 1;

    public bool Proxied { get; init; }

    public string? Comment { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether another Cloudflare product keeps it, so that edits are refused.</summary>
    public bool IsReadOnly { get; init; }
}
