using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server;

/// <summary>Maps an endpoint for each method that a service binds.</summary>
sealed class EndpointBinder(
    IEndpointRouteBuilder builder, GrpcServiceOptions options, Type serviceType, Func<IMethod, IEnumerable<object>> metadataOf)
    : ServiceBinderBase
{
    readonly List<IEndpointConventionBuilder> endpoints = [];
    readonly HashSet<string> serviceNames = new(StringComparer.Ordinal);
    readonly ILogger logger = builder.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("Grpc.AspNetCore.Server.ServerCallHandler");

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
        Map(method, async call => call.Write(await handler!(await call.ReadSingleAsync(method.RequestMarshaller), call), method.ResponseMarshaller));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) =>
        Map(method, async call => call.Write(
            await handler!(new ServerStreamReader<TRequest>(call, method.RequestMarshaller), call), method.ResponseMarshaller));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
        Map(method, async call => await handler!(
            await call.ReadSingleAsync(method.RequestMarshaller), new ServerStreamWriter<TResponse>(call, method.ResponseMarshaller), call));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) =>
        Map(method, call => handler!(
            new ServerStreamReader<TRequest>(call, method.RequestMarshaller), new ServerStreamWriter<TResponse>(call, method.ResponseMarshaller), call));

    public GrpcServiceEndpointConventionBuilder Build()
    {
        foreach (var name in serviceNames) endpoints.Add(UnknownServices.MapMethodsOf(builder, name));
        var unknown = builder.ServiceProvider.GetService<UnknownServices>()
            ?? throw new InvalidOperationException("Call services.AddGrpc() before mapping gRPC services.");
        unknown.MapOnce(builder);
        return new GrpcServiceEndpointConventionBuilder(endpoints);
    }

    void Map(IMethod method, Func<HttpContextServerCallContext, Task> invoke)
    {
        serviceNames.Add(method.ServiceName);
        var handler = new ServerCallHandler(method, options, logger, invoke);
        var endpoint = builder.Map(RoutePatternFactory.Parse(method.FullName), handler.HandleAsync);
        endpoint.WithDisplayName($"gRPC - {method.FullName}");
        endpoint.WithMetadata(
            [new GrpcMethodMetadata(serviceType, method), new HttpMethodMetadata([HttpMethods.Post]), .. metadataOf(method)]);
        endpoints.Add(endpoint);
    }
}
