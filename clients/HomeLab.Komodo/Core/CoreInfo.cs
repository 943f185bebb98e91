namespace HomeLab.Komodo.Core;

/// <summary>What Core tells of itself.</summary>
public sealed record CoreInfo
{
    public string Title { get; init; } = "";

    /// <summary>Everybody may read everything.</summary>
    public bool TransparentMode { get; init; }

    /// <summary>How often it looks at its servers, such as <c>15-sec</c>: so far its lists lag behind.</summary>
    public string? MonitoringInterval { get; init; }

    /// <summary>Of the pair that Core made for itself; since 2.0.</summary>
    public string? PublicKey { get; init; }
}
