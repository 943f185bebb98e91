using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HomeLab.ServiceDefaults.Rpc;

public static class RpcServerExtensions
{
    /// <summary>Maps a gRPC service for callers of a role at least; a method may demand more by <see cref="Demand"/>.</summary>
    /// <remarks>A call without a deadline, or with a later one, gets <c>Rpc:MaximumDeadline</c>.</remarks>
    public static IEndpointConventionBuilder MapRpc<TService>(this WebApplication app, Role role)
        where TService : class =>
        app.MapGrpcService<TService>().WithMetadata(new RequiredRole(role));

    /// <summary>Who calls.</summary>
    public static Caller GetCaller(this ServerCallContext context) =>
        context.GetHttpContext().Features.Get<Caller>()
        ?? throw new InvalidOperationException("The service is not mapped by MapRpc, so nobody asked who calls.");

    /// <summary>Refuses the call unless its caller has the role.</summary>
    /// <returns>Who calls.</returns>
    public static Caller Demand(this ServerCallContext context, Role role)
    {
        var caller = context.GetCaller();
        return caller.Role >= role
            ? caller
            : throw new RpcException(new Status(
                StatusCode.PermissionDenied, $"{caller.Name} is {caller.Role}; this call needs {role}."));
    }

    internal static IHostApplicationBuilder AddRpcServer(this IHostApplicationBuilder builder)
    {
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<Callers>();
        return builder;
    }
}
