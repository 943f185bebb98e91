namespace HomeLab.Komodo.Servers;

public sealed record ServerDetails
{
    /// <summary><c>Ok</c>, <c>NotOk</c> or <c>Disabled</c>.</summary>
    public required string State { get; init; }

    /// <summary>Where Core reaches its agent, such as <c>https://192.0.2.4:8120</c>; none where the agent calls Core (since 2.0).</summary>
    public string? Address { get; init; }

    /// <summary>Of the agent; none while it is not reached.</summary>
    public string? Version { get; init; }

    public string? Region { get; init; }
}
