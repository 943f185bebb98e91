using HomeLab.Simulators.Cloudflare.Tokens;

namespace HomeLab.Simulators.Cloudflare;

/// <summary>An API token.</summary>
public sealed class TokenSeed
{
    /// <summary>By this name the token appears in the request log.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the client sends; letters, digits, <c>_</c> and <c>-</c>.</summary>
    public string Secret { get; init; } = "";

    /// <summary>Names of the zones that it sees; all when empty.</summary>
    public IReadOnlyList<string> Zones { get; init; } = [];

    public ZoneAccess Access { get; init; } = ZoneAccess.Edit;

    /// <summary>Whether it may see the account's tunnels, and with <see cref="ZoneAccess.Edit"/> change them.</summary>
    public bool SeesTunnels { get; init; } = true;

    public TokenStatus Status { get; init; } = TokenStatus.Active;

    public DateTimeOffset? ExpiresOn { get; init; }

    /// <summary>Whether the account owns it instead of a user: such a token cannot be verified as a user's.</summary>
    public bool IsAccountOwned { get; init; }
}
