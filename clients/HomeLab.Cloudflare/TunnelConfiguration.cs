using System.Text.Json.Serialization;

namespace HomeLab.Cloudflare;

/// <summary>Where a tunnel leads.</summary>
public sealed record TunnelConfiguration
{
    /// <summary>Rises with each change.</summary>
    public int Version { get; init; }

    /// <summary>In the order in which they are tried.</summary>
    [JsonIgnore]
    public IReadOnlyList<TunnelRule> Rules => Config?.Ingress ?? [];

    /// <summary>Null until somebody gave it one.</summary>
    [JsonInclude]
    internal TunnelSettings? Config { get; init; }
}

sealed record TunnelSettings
{
    public IReadOnlyList<TunnelRule>? Ingress { get; init; }
}
