using System.Net;

namespace Aspire.Dashboard.Frontend;

/// <summary>Keeps other web sites out, those too whose name was made to resolve to this machine.</summary>
static class SameSite
{
    public static bool Allows(HttpRequest request, Uri configured) =>
        IsOurs(request.Host, configured) && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || ComesFrom(request));

    static bool IsOurs(HostString host, Uri configured) =>
        host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))
        || host.Host.Equals(configured.Host, StringComparison.OrdinalIgnoreCase);

    // Browsers name the origin of every POST.
    static bool ComesFrom(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
        && origin.Scheme == request.Scheme
        && origin.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
