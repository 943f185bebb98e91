namespace HomeLab.Simulators.Cloudflare;

/// <summary>A user's legacy API key.</summary>
public sealed class GlobalKeySeed
{
    public string Email { get; init; } = "";

    /// <summary>37 lower-case hex digits.</summary>
    public string Key { get; init; } = "";
}
