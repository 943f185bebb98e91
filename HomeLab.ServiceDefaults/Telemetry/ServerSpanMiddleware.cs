using System.Diagnostics;
using System.Globalization;
using HomeLab.ServiceDefaults.Telemetry.Prometheus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace HomeLab.ServiceDefaults.Telemetry;

/// <summary>Names the span of a request and describes it; the framework itself leaves it without name and tags.</summary>
sealed class ServerSpanMiddleware(RequestDelegate next)
{
    const string GrpcContentType = "application/grpc";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { } span)
        {
            await next(context);
            return;
        }
        if (IsProbe(context.Request.Path))
        {
            // A probe every few seconds would bury what people look for.
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            span.IsAllDataRequested = false;
            await next(context);
            return;
        }
        span.SetTag("http.request.method", context.Request.Method);
        span.SetTag("url.path", context.Request.Path.Value);
        try
        {
            await next(context);
        }
        finally
        {
            Describe(span, context);
        }
    }

    static bool IsProbe(PathString path) =>
        path.StartsWithSegments("/health") || path.StartsWithSegments("/grpc.health.v1.Health") || path == PrometheusExtensions.Path;

    static void Describe(Activity span, HttpContext context)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Request.ContentType?.StartsWith(GrpcContentType, StringComparison.Ordinal) == true)
        {
            DescribeRpc(span, context);
            return;
        }
        span.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        span.SetTag("http.route", route);
        if (context.Response.StatusCode >= 500)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    static void DescribeRpc(Activity span, HttpContext context)
    {
        var method = context.Request.Path.Value!.TrimStart('/');
        var slash = method.LastIndexOf('/');
        span.DisplayName = method;
        span.SetTag("rpc.system", "grpc");
        span.SetTag("rpc.service", slash < 0 ? method : method[..slash]);
        span.SetTag("rpc.method", slash < 0 ? "" : method[(slash + 1)..]);
        var status = context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers["grpc-status"].ToString();
        if (string.IsNullOrEmpty(status))
        {
            status = context.Response.Headers["grpc-status"].ToString();
        }
        if (int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            span.SetTag("rpc.grpc.status_code", code);
            // The server's own failures: UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS.
            if (code is 2 or 4 or 12 or 13 or 14 or 15)
            {
                span.SetStatus(ActivityStatusCode.Error);
            }
        }
    }
}
