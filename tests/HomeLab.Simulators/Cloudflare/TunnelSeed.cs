namespace HomeLab.Simulators.Cloudflare;

/// <summary>A tunnel that exists from the start.</summary>
public sealed class TunnelSeed
{
    public string Name { get; init; } = "";

    /// <summary>A UUID; derived from the name unless told.</summary>
    public Guid? Id { get; init; }

    /// <summary><c>inactive</c>, <c>degraded</c>, <c>healthy</c> or <c>down</c>.</summary>
    public string Status { get; init; } = "inactive";

    /// <summary>Whether its rules stand beside its connector and not at Cloudflare.</summary>
    public bool IsLocal { get; init; }

    public IReadOnlyList<TunnelRuleSeed> Rules { get; init; } = [];
}
