using Grpc.Core;

namespace HomeLab.ServiceDefaults.Rpc;

/// <summary>Gives every call this service's token, and those without a deadline one.</summary>
sealed class CallerInvoker(CallInvoker inner, string? token, TimeProvider time) : CallInvoker
{
    static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(10);

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        inner.BlockingUnaryCall(method, host, Complete(options), request);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        inner.AsyncUnaryCall(method, host, Complete(options), request);

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        inner.AsyncServerStreamingCall(method, host, Complete(options), request);

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        inner.AsyncClientStreamingCall(method, host, Complete(options));

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        inner.AsyncDuplexStreamingCall(method, host, Complete(options));

    CallOptions Complete(CallOptions options)
    {
        if (token is not null)
        {
            var headers = new Metadata();
            foreach (var given in options.Headers ?? [])
            {
                headers.Add(given);
            }
            headers.Add("authorization", $"Bearer {token}");
            options = options.WithHeaders(headers);
        }
        return options.Deadline is null ? options.WithDeadline(time.GetUtcNow().UtcDateTime + DefaultDeadline) : options;
    }
}
