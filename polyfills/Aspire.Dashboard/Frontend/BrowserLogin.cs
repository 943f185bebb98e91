using System.Security.Cryptography;
using System.Text;
using Aspire.Dashboard.Api;

namespace Aspire.Dashboard.Frontend;

/// <summary>Turns the token of the login link into a cookie that pages are shown for.</summary>
sealed class BrowserLogin(DashboardOptions options)
{
    // Derived, so that a browser's cookie does not hold the token itself and still survives a restart.
    readonly string? session = options.BrowserToken is { } token
        ? Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), "dashboard session"u8))
        : null;

    // Cookies do not tell ports apart; two dashboards on one machine would log each other out.
    static string CookieOf(HttpRequest request) => $".dashboard.{request.Host.Port ?? 80}";

    /// <summary>Where a browser logs in to come back to what it asked for.</summary>
    public static string PathFor(HttpRequest request) => $"/login?returnUrl={Uri.EscapeDataString(request.Path + request.QueryString)}";

    public bool IsOpen(HttpRequest request) =>
        session is null || request.Path == "/login" || request.Path.StartsWithSegments("/assets") || FixedTime.Equal(request.Cookies[CookieOf(request)], session)
        || (options.ApiKey is not null && request.Path.StartsWithSegments(TelemetryApi.Root) && FixedTime.Equal(request.Headers["X-API-Key"], options.ApiKey));

    /// <summary>False when the token is not the right one.</summary>
    public bool TryLogIn(HttpContext context, string? token)
    {
        if (session is null) return true;
        if (!FixedTime.Equal(token, options.BrowserToken!)) return false;

        context.Response.Cookies.Append(CookieOf(context.Request), session, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/",
            MaxAge = TimeSpan.FromDays(1),
        });
        return true;
    }
}
