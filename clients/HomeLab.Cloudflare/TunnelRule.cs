namespace HomeLab.Cloudflare;

/// <summary>To which service a tunnel sends what; the first rule that matches decides.</summary>
public sealed record TunnelRule
{
    /// <summary>Null: any. May begin with <c>*.</c>.</summary>
    public string? Hostname { get; init; }

    /// <summary>A regular expression of Go; null: any.</summary>
    public string? Path { get; init; }

    /// <summary><c>http://localhost:8080</c>, <c>http_status:404</c>.</summary>
    public string Service { get; init; } = "";
}
