using System.Diagnostics;
using Grpc.Core;
using HomeLab.ServiceDefaults.Outages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace HomeLab.ServiceDefaults.Rpc;

/// <summary>Lets a call in when its token is known and its role suffices, and never without a deadline.</summary>
/// <param name="outages">Null in a service without a database.</param>
sealed class RpcGuard(RequestDelegate next, Callers callers, IOptions<RpcOptions> options, DatabaseOutages? outages = null)
{
    const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiredRole>() is not { Role: var required })
        {
            await next(context);
            return;
        }
        var header = context.Request.Headers.Authorization.ToString();
        var caller = header.StartsWith(Scheme, StringComparison.Ordinal) ? callers.Find(header[Scheme.Length..]) : null;
        if (caller is null)
        {
            Refuse(context, StatusCode.Unauthenticated, header.Length == 0
                ? "The call has no token; send authorization: Bearer caller.secret."
                : "The token is not known here.");
            return;
        }
        if (caller.Role < required)
        {
            Refuse(context, StatusCode.PermissionDenied, $"{caller.Name} is {caller.Role}; this call needs {required}.");
            return;
        }
        if (outages is not null && await outages.LastsAsync(context.RequestAborted))
        {
            // Told once already; a call that ran into it would tell it again, with a stack.
            Refuse(context, StatusCode.Unavailable, "The service's database does not answer; try again.");
            return;
        }
        Activity.Current?.SetTag("homelab.caller", caller.Name);
        context.Features.Set(caller);
        context.Request.Headers[GrpcTimeout.Header] = GrpcTimeout.Bounded(
            context.Request.Headers[GrpcTimeout.Header].ToString(), options.Value.MaximumDeadline);
        await next(context);
    }

    /// <summary>A response of headers only, which is how gRPC says no before anything was read.</summary>
    static void Refuse(HttpContext context, StatusCode status, string message)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = Uri.EscapeDataString(message);
    }
}
