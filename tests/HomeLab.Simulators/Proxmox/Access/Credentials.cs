using System.Web;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Access;

/// <summary>Tells who sends a request.</summary>
static class Credentials
{
    public const string Missing = "No ticket";

    const string Failed = "Authentication failed!";
    const string Scheme = "PVEAPIToken";

    /// <exception cref="ProxmoxRefusal">401.</exception>
    public static Caller Authenticate(ClusterStore store, HttpRequest request, DateTimeOffset now, bool isRead = false)
    {
        // A cookie wins over a token.
        if (request.Cookies["PVEAuthCookie"] is { Length: > 0 } ticket)
            return ByTicket(store, request, ticket, now, isRead);
        var authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Scheme, StringComparison.Ordinal) || authorization.Length <= Scheme.Length || authorization[Scheme.Length] is not ('=' or ' '))
            throw ProxmoxRefusal.Unauthenticated(Missing);
        return ByToken(store, HttpUtility.UrlDecode(authorization[(Scheme.Length + 1)..].Replace("+", "%2B", StringComparison.Ordinal)), now);
    }

    static Caller ByTicket(ClusterStore store, HttpRequest request, string ticket, DateTimeOffset now, bool isRead)
    {
        var userId = Tickets.UserOf(store.Seed.Name, HttpUtility.UrlDecode(ticket.Replace("+", "%2B", StringComparison.Ordinal)), now) ?? throw ProxmoxRefusal.Unauthenticated(Failed);
        if (store.Seed.AllUsers.FirstOrDefault(user => user.UserId == userId) is not { IsDisabled: false })
            throw ProxmoxRefusal.Unauthenticated(Failed);
        if (!isRead && !HttpMethods.IsGet(request.Method) && !Tickets.IsToken(store.Seed.Name, userId, request.Headers["CSRFPreventionToken"].ToString()))
            throw ProxmoxRefusal.Unauthenticated("Permission denied - invalid csrf token");
        return new Caller(userId, null);
    }

    static Caller ByToken(ClusterStore store, string text, DateTimeOffset now)
    {
        var (split, bang) = (text.LastIndexOf('='), text.IndexOf('!', StringComparison.Ordinal));
        if (split < 0 || bang < 0 || bang > split)
            throw ProxmoxRefusal.Unauthenticated(Missing);
        var (userId, tokenId, secret) = (text[..bang], text[(bang + 1)..split], text[(split + 1)..]);
        var user = store.Seed.AllUsers.FirstOrDefault(user => user.UserId == userId && !user.IsDisabled);
        var token = user?.Tokens.FirstOrDefault(token => token.TokenId == tokenId);
        if (token is null || token.Secret != secret || token.ExpiresOn <= now)
            throw ProxmoxRefusal.Unauthenticated(Failed);
        return new Caller(userId, tokenId);
    }
}
