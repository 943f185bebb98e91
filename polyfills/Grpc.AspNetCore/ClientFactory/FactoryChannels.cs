using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory;

/// <summary>One channel per client name, over the handlers that HttpClientFactory builds for that name.</summary>
sealed class FactoryChannels(IHttpMessageHandlerFactory handlers, IOptionsMonitor<GrpcClientFactoryOptions> options) : IDisposable
{
    readonly ConcurrentDictionary<string, Lazy<(GrpcChannel Channel, CallInvoker Invoker)>> channels = new(StringComparer.Ordinal);

    public CallInvoker InvokerOf(string name) => channels.GetOrAdd(name, n => new(() => Open(n))).Value.Invoker;

    public void Dispose()
    {
        foreach (var channel in channels.Values.Where(c => c.IsValueCreated)) channel.Value.Channel.Dispose();
    }

    (GrpcChannel Channel, CallInvoker Invoker) Open(string name)
    {
        var client = options.Get(name);
        var channelOptions = new GrpcChannelOptions { HttpHandler = handlers.CreateHandler(name) };
        foreach (var configure in client.ChannelOptionsActions) configure(channelOptions);
        var address = client.Address ?? throw new InvalidOperationException($"Could not resolve the address for gRPC client '{name}'.");
        var channel = GrpcChannel.ForAddress(address, channelOptions);
        return (channel, channel.CreateCallInvoker());
    }
}
