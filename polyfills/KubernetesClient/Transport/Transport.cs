using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace k8s;

/// <summary>The connections to one server: whom they trust, and the certificate that they show.</summary>
sealed class Transport : IDisposable
{
    readonly HttpMessageHandler _first;
    readonly HttpClient _client;
    readonly X509Certificate2 _clientCertificate;
    readonly string _serverName;

    public Transport(KubernetesClientConfiguration config, Uri server, DelegatingHandler[] handlers)
    {
        var connections = new SocketsHttpHandler
        {
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = TimeSpan.FromMinutes(3),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(30),
            EnableMultipleHttp2Connections = true,
        };
        _clientCertificate = ClientCertificate.Of(config);
        if (_clientCertificate is not null)
            connections.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => _clientCertificate;
        if (server.Scheme == Uri.UriSchemeHttps)
            connections.SslOptions.RemoteCertificateValidationCallback = ServerCertificate.Check(config);
        config.FirstMessageHandlerSetup?.Invoke(connections);

        _serverName = string.IsNullOrWhiteSpace(config.TlsServerName) ? null : config.TlsServerName;
        Version = config.DisableHttp2 ? HttpVersion.Version11 : HttpVersion.Version20;
        _first = Chain(handlers ?? [], connections);
        _client = new HttpClient(_first, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        if (!string.IsNullOrWhiteSpace(config.UserAgent))
            _client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", config.UserAgent);
    }

    public Version Version { get; }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The name in Host is also the one that the connection asks the server for and checks its certificate against.
        if (_serverName is not null)
            request.Headers.Host = _serverName;
        return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public void Dispose()
    {
        _client.Dispose();
        _clientCertificate?.Dispose();
    }

    static HttpMessageHandler Chain(DelegatingHandler[] handlers, HttpMessageHandler last) =>
        handlers.Reverse().Aggregate(last, (inner, handler) =>
        {
            Innermost(handler).InnerHandler = inner;
            return handler;
        });

    static DelegatingHandler Innermost(DelegatingHandler handler)
    {
        while (handler.InnerHandler is DelegatingHandler inner)
            handler = inner;
        return handler;
    }
}
