using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>One server's address and the HTTP/2 connections to it; meant to be kept and shared.</summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    readonly Uri address;
    readonly HttpMessageInvoker invoker;
    readonly bool ownsInvoker;
    readonly CancellationTokenSource closing = new();
    readonly ConcurrentDictionary<string, Uri> uris = new(StringComparer.Ordinal);
    bool isDisposed;

    GrpcChannel(Uri address, GrpcChannelOptions options) : base(address.Authority)
    {
        if (options is { HttpClient: not null, HttpHandler: not null })
            throw new ArgumentException("HttpClient and HttpHandler have been configured. Only one HTTP caller can be specified.");
        if (options.Credentials is { } credentials && credentials.IsSecure != (address.Scheme == Uri.UriSchemeHttps))
            throw new InvalidOperationException($"The channel's credentials do not fit an address with the scheme '{address.Scheme}'.");

        this.address = address;
        Options = options;
        ownsInvoker = options.DisposeHttpClient || options is { HttpClient: null, HttpHandler: null };
        invoker = options.HttpClient ?? new HttpMessageInvoker(options.HttpHandler ?? CreateHandler(), ownsInvoker);
    }

    internal GrpcChannelOptions Options { get; }

    internal CancellationToken Closing => closing.Token;

    /// <summary>Credentials are withheld from a connection that would show them.</summary>
    internal bool MaySendCredentials => address.Scheme == Uri.UriSchemeHttps || Options.UnsafeUseInsecureChannelCallCredentials;

    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) => ForAddress(new Uri(address), channelOptions);

    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        return new GrpcChannel(address, channelOptions);
    }

    public override CallInvoker CreateCallInvoker()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return new HttpClientCallInvoker(this);
    }

    /// <summary>Cancels the calls that have not ended.</summary>
    public void Dispose()
    {
        if (isDisposed) return;
        isDisposed = true;
        closing.Cancel();
        if (ownsInvoker) invoker.Dispose();
        closing.Dispose();
    }

    internal HttpRequestMessage CreateRequest(IMethod method)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return new HttpRequestMessage(HttpMethod.Post, UriOf(method))
        {
            Version = Options.HttpVersion ?? HttpVersion.Version20,
            VersionPolicy = Options.HttpVersionPolicy ?? HttpVersionPolicy.RequestVersionExact,
        };
    }

    internal Uri UriOf(IMethod method) => uris.GetOrAdd(method.FullName, static (path, server) => new Uri(server, path), address);

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => invoker is HttpClient client
        ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
        : invoker.SendAsync(request, cancellationToken);

    static SocketsHttpHandler CreateHandler() => new()
    {
        // One connection carries as many calls as its server allows streams, often a hundred.
        EnableMultipleHttp2Connections = true,
        AllowAutoRedirect = false,
        UseCookies = false,
    };
}
