namespace HomeLab.Cloudflare;

sealed record TunnelConfiguration
{
    /// <summary>Null until somebody gave it one.</summary>
    public TunnelSettings? Config { get; init; }
}

sealed record TunnelSettings
{
    public IReadOnlyList<TunnelRule>? Ingress { get; init; }
}
