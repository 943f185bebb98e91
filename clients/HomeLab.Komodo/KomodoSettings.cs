namespace HomeLab.Komodo;

/// <summary>How to reach one Komodo Core.</summary>
public sealed record KomodoSettings
{
    /// <summary>The root that its web page hangs at. In clear text only on loopback: every call carries the secret.</summary>
    public required Uri Address { get; init; }

    /// <summary>Of one call, with its connection.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes, after decompression. A list of full stacks holds all their files.</summary>
    public int LargestAnswer { get; init; } = 32 * 1024 * 1024;
}
