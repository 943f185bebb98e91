using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

public sealed class GrpcChannelOptions
{
    /// <summary>The connection to use, at most one of this and <see cref="HttpClient"/>; a SocketsHttpHandler by default.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    public HttpClient? HttpClient { get; set; }

    /// <summary>Disposing the channel disposes the given client or handler; one that the channel made is disposed always.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>HTTP/2 by default.</summary>
    public Version? HttpVersion { get; set; }

    /// <summary>Exactly the version by default: gRPC has no lower one to fall back to.</summary>
    public HttpVersionPolicy? HttpVersionPolicy { get; set; }

    /// <summary>By default what the address's scheme says; otherwise it must agree with it.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>Sends call credentials over a connection without TLS, where anyone on the way can read them.</summary>
    public bool UnsafeUseInsecureChannelCallCredentials { get; set; }

    /// <summary>Bytes of the largest response message; null lifts the limit. 4 MiB by default.</summary>
    public int? MaxReceiveMessageSize { get; set; } = MessageLimit.DefaultReceive;

    /// <summary>Bytes of the largest request message; no limit by default.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>A cancelled or expired call throws OperationCanceledException in place of RpcException.</summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }
}
