using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>Binds each method of a service class to a handler that runs on a leased instance.</summary>
sealed class ServiceTypeBinder<TService>(ServiceType<TService> service, ServiceBinderBase target) : ServiceBinderBase
    where TService : class
{
    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var call = service.HandlerOf<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>(
            method, typeof(TRequest), typeof(ServerCallContext));
        target.AddMethod(method, async (TRequest request, ServerCallContext context) =>
        {
            await using var lease = ServiceType<TService>.Lease(context);
            return await call(lease.Service, request, context);
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var call = service.HandlerOf<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>(
            method, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        target.AddMethod(method, async (IAsyncStreamReader<TRequest> requests, ServerCallContext context) =>
        {
            await using var lease = ServiceType<TService>.Lease(context);
            return await call(lease.Service, requests, context);
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var call = service.HandlerOf<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(
            method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        target.AddMethod(method, async (TRequest request, IServerStreamWriter<TResponse> responses, ServerCallContext context) =>
        {
            await using var lease = ServiceType<TService>.Lease(context);
            await call(lease.Service, request, responses, context);
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var call = service.HandlerOf<Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(
            method, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        target.AddMethod(method, async (IAsyncStreamReader<TRequest> requests, IServerStreamWriter<TResponse> responses, ServerCallContext context) =>
        {
            await using var lease = ServiceType<TService>.Lease(context);
            await call(lease.Service, requests, responses, context);
        });
    }
}
