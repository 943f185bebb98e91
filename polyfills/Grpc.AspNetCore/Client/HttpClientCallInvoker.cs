using Grpc.Core;

namespace Grpc.Net.Client;

sealed class HttpClientCallInvoker(GrpcChannel channel) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        using var call = AsyncUnaryCall(method, host, options, request);
        return call.ResponseAsync.GetAwaiter().GetResult();
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new GrpcCall<TRequest, TResponse>(channel, method, options);
        var response = call.ReadSingleAsync(call.Start(request));
        return new(
            response, Of<TRequest, TResponse>.Headers, Of<TRequest, TResponse>.Status,
            Of<TRequest, TResponse>.Trailers, Of<TRequest, TResponse>.Dispose, call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new GrpcCall<TRequest, TResponse>(channel, method, options);
        return new(
            new ClientStreamReader<TRequest, TResponse>(call, call.Start(request)),
            Of<TRequest, TResponse>.Headers, Of<TRequest, TResponse>.Status,
            Of<TRequest, TResponse>.Trailers, Of<TRequest, TResponse>.Dispose, call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new GrpcCall<TRequest, TResponse>(channel, method, options);
        var response = call.ReadSingleAsync(call.Start(out var requests));
        return new(
            new ClientStreamWriter<TRequest, TResponse>(call, requests, response), response,
            Of<TRequest, TResponse>.Headers, Of<TRequest, TResponse>.Status,
            Of<TRequest, TResponse>.Trailers, Of<TRequest, TResponse>.Dispose, call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new GrpcCall<TRequest, TResponse>(channel, method, options);
        var opened = call.Start(out var requests);
        return new(
            new ClientStreamWriter<TRequest, TResponse>(call, requests, opened), new ClientStreamReader<TRequest, TResponse>(call, opened),
            Of<TRequest, TResponse>.Headers, Of<TRequest, TResponse>.Status,
            Of<TRequest, TResponse>.Trailers, Of<TRequest, TResponse>.Dispose, call);
    }

    /// <summary>One set of delegates per method type, where a lambda in each call would allocate four.</summary>
    static class Of<TRequest, TResponse>
        where TRequest : class
        where TResponse : class
    {
        public static readonly Func<object, Task<Metadata>> Headers = call => ((GrpcCall<TRequest, TResponse>)call).ResponseHeadersAsync;
        public static readonly Func<object, Status> Status = call => ((GrpcCall<TRequest, TResponse>)call).GetStatus();
        public static readonly Func<object, Metadata> Trailers = call => ((GrpcCall<TRequest, TResponse>)call).GetTrailers();
        public static readonly Action<object> Dispose = call => ((GrpcCall<TRequest, TResponse>)call).Dispose();
    }
}
