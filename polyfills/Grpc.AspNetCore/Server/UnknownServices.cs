using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Grpc.AspNetCore.Server;

/// <summary>Answers gRPC calls that no method serves with UNIMPLEMENTED; other requests pass by.</summary>
sealed class UnknownServices
{
    static readonly object OnlyGrpc = new { method = new GrpcRequestConstraint() };

    bool isMapped;

    public static IEndpointConventionBuilder MapMethodsOf(IEndpointRouteBuilder builder, string serviceName) =>
        Map(builder, $"/{serviceName}/{{method}}", "Method is unimplemented.");

    /// <summary>Once a host: a second endpoint of the same pattern would be ambiguous.</summary>
    public void MapOnce(IEndpointRouteBuilder builder)
    {
        if (isMapped) return;
        isMapped = true;
        Map(builder, "/{service}/{method}", "Service is unimplemented.");
    }

    static IEndpointConventionBuilder Map(IEndpointRouteBuilder builder, string pattern, string detail)
    {
        var endpoint = builder.Map(RoutePatternFactory.Parse(pattern, defaults: null, OnlyGrpc), http =>
        {
            http.Response.ContentType = HeaderNames.ContentType;
            ResponseStatus.Write(http.Response.Headers, new Status(StatusCode.Unimplemented, detail));
            return Task.CompletedTask;
        });
        return endpoint.WithDisplayName($"gRPC - {detail}");
    }

    /// <remarks>It asks for the method itself: method metadata would turn other requests' 404 into 405.</remarks>
    sealed class GrpcRequestConstraint : IRouteConstraint
    {
        public bool Match(
            HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
            httpContext is not null && HttpMethods.IsPost(httpContext.Request.Method) && HeaderNames.IsGrpc(httpContext.Request.ContentType);
    }
}
