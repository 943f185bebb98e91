using System.Text.RegularExpressions;
using HomeLab.Simulators.Cloudflare.Http;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Cloudflare.Tokens;

/// <summary>Tells who sends a request.</summary>
sealed partial class CredentialStore(IOptions<CloudflareOptions> options, TimeProvider clock)
{
    const string Bearer = "Bearer ";

    public string NameOf(HttpRequest request)
    {
        try
        {
            return Authenticate(request).Name;
        }
        catch (CloudflareRefusal)
        {
            return request.Headers.Authorization.Count == 0 && request.Headers["X-Auth-Key"].Count == 0 ? "none" : "malformed";
        }
    }

    /// <exception cref="CloudflareRefusal">The headers are missing or malformed.</exception>
    public Credential Authenticate(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        var email = request.Headers["X-Auth-Email"].ToString();
        var key = request.Headers["X-Auth-Key"].ToString();
        if (authorization.Length > 0)
            return ByToken(authorization);
        if (email.Length == 0 && key.Length == 0)
            throw new CloudflareRefusal(StatusCodes.Status400BadRequest, 9106, "Missing X-Auth-Key, X-Auth-Email or Authorization headers");
        if (!Email().IsMatch(email))
            throw CloudflareRefusal.InvalidHeaders(6102, "Invalid format for X-Auth-Email header");
        if (!GlobalKey().IsMatch(key))
            throw CloudflareRefusal.InvalidHeaders(6103, "Invalid format for X-Auth-Key header");
        return options.Value.GlobalKeys.FirstOrDefault(seed => seed.Key == key && seed.Email.Equals(email, StringComparison.OrdinalIgnoreCase)) is { } known
            ? new Credential(known.Email, null, TokenStatus.Active, IsKnown: true)
            : new Credential("unknown", null, TokenStatus.Active, IsKnown: false);
    }

    Credential ByToken(string authorization)
    {
        var secret = authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..] : "";
        if (!Secret().IsMatch(secret))
            throw CloudflareRefusal.InvalidHeaders(6111, "Invalid format for Authorization header");
        var isDemo = options.Value.Tokens.Count == 0 && options.Value.Zones.Count == 0;
        var token = (isDemo ? DemoSeed.Tokens : options.Value.Tokens).FirstOrDefault(token => token.Secret == secret);
        return token is null
            ? new Credential("unknown", null, TokenStatus.Active, IsKnown: false)
            : new Credential(token.Name, token, StatusOf(token), IsKnown: true);
    }

    TokenStatus StatusOf(TokenSeed token) =>
        token.Status == TokenStatus.Active && token.ExpiresOn <= clock.GetUtcNow() ? TokenStatus.Expired : token.Status;

    [GeneratedRegex(@"^[A-Za-z0-9_-]+\z")]
    private static partial Regex Secret();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\z")]
    private static partial Regex Email();

    [GeneratedRegex(@"^[0-9a-f]{37}\z")]
    private static partial Regex GlobalKey();
}
