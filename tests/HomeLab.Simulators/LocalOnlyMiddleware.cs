using System.Net;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators;

/// <summary>
/// Keeps foreign web pages out of the page and the switchboard, which ask for no credential.
/// </summary>
/// <remarks>A host name of the attacker's that resolves to loopback fails the Host check, a form on his page the Origin check.</remarks>
sealed class LocalOnlyMiddleware(RequestDelegate next, IEnumerable<ISimulatedSystem> systems, IOptions<SimulatorsOptions> options)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path == "/health" || systems.Any(system => system.Prefixes.Any(prefix => request.Path.StartsWithSegments(prefix))))
            return next(context);
        if (!IsOurs(request.Host.Host))
            return RefuseAsync(context, "This host name is not served; see Simulators:AllowedHosts.");
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || IsSameOrigin(request)
            ? next(context)
            : RefuseAsync(context, "Another site's page may not do this.");
    }

    bool IsOurs(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))
        || options.Value.AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    static bool IsSameOrigin(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
            return false;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    static Task RefuseAsync(HttpContext context, string reason)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync(reason);
    }
}
