namespace HomeLab.Simulators.Cloudflare;

/// <summary>A rule of a tunnel; the last of them has only a service.</summary>
public sealed class TunnelRuleSeed
{
    public string? Hostname { get; init; }

    public string? Path { get; init; }

    public string Service { get; init; } = "";
}
