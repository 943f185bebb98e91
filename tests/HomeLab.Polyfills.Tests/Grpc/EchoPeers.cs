using Grpc.Net.Client;

namespace HomeLab.Polyfills.Tests.Grpc;

/// <summary>The servers that a client is tried on, started when a test first asks for them.</summary>
public sealed class EchoPeers : IAsyncLifetime
{
    readonly Lazy<Task<EchoServer>> dotnet = new(() => EchoServer.StartAsync());
    readonly Lazy<Task<NodeEchoServer>> node = new(NodeEchoServer.StartAsync);

    public async Task<GrpcChannel> ConnectAsync(string peer, GrpcChannelOptions? options = null) =>
        GrpcChannel.ForAddress(await AddressAsync(peer), options ?? new GrpcChannelOptions());

    public async Task<string> AddressAsync(string peer) => peer == OnDotNetAttribute.Name ? (await dotnet.Value).Address : (await node.Value).Address;

    /// <summary>Completes once the call with that text has reached its handler.</summary>
    public async Task Begun(string peer, string text) => await (await CancellationsAsync(peer)).Begun(text);

    /// <summary>Completes once the handler of the call with that text has seen its cancellation.</summary>
    public async Task CancellationSeen(string peer, string text) => await (await CancellationsAsync(peer)).Seen(text);

    async Task<Cancellations> CancellationsAsync(string peer) =>
        peer == OnDotNetAttribute.Name ? (await dotnet.Value).Cancellations : (await node.Value).Cancellations;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (dotnet.IsValueCreated) await (await dotnet.Value).DisposeAsync();
        if (node.IsValueCreated) await (await node.Value).DisposeAsync();
    }
}

[CollectionDefinition(nameof(EchoPeers))]
public sealed class EchoPeersCollection : ICollectionFixture<EchoPeers>;
