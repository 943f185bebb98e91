namespace HomeLab.ServiceDefaults.Rpc;

/// <summary>One caller that this service knows.</summary>
sealed class CallerOptions
{
    /// <summary>The part of its token after the dot.</summary>
    public string Secret { get; init; } = "";

    /// <summary>Viewer when unset.</summary>
    public Role Role { get; init; }
}
