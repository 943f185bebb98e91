using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.Cloudflare.Zones;

namespace HomeLab.Simulators.Cloudflare.Tokens;

/// <summary>Who calls, as configured.</summary>
/// <param name="Token">Null for a global key, or for a well-formed token that nobody issued.</param>
sealed record Credential(string Name, TokenSeed? Token, TokenStatus Status, bool IsKnown)
{
    public ZoneAccess Access => Token?.Access ?? ZoneAccess.Edit;

    public bool Sees(Zone zone) => Token is not { Zones.Count: > 0 } || Token.Zones.Contains(zone.Name, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="CloudflareRefusal">The token is unknown, disabled or expired.</exception>
    public void ThrowIfUnusable(string path)
    {
        if (IsKnown && Status == TokenStatus.Active)
            return;
        // Verifying is how a client learns that its token is disabled, so that alone still answers.
        var isVerify = path.TrimEnd('/').EndsWith("/tokens/verify", StringComparison.OrdinalIgnoreCase);
        if (isVerify && IsKnown)
            return;
        throw isVerify
            ? new CloudflareRefusal(StatusCodes.Status401Unauthorized, 1000, "Invalid API Token")
            : new CloudflareRefusal(StatusCodes.Status403Forbidden, 9109, "Invalid access token");
    }
}
