using System.Net;

namespace HomeLab.Proxmox.Transport;

/// <summary>One host, its connections, and what was found out about it.</summary>
sealed class Host : IDisposable
{
    const string ApiRoot = "api2/json";

    readonly HttpMessageInvoker reads;
    readonly HttpMessageInvoker writes;
    volatile bool isVerified;
    volatile ProxmoxException? failure;

    public Host(ProxmoxEndpoint endpoint, ProxmoxSettings settings)
    {
        Endpoint = endpoint;
        Root = RootOf(endpoint.Address);
        reads = new HttpMessageInvoker(Handler(endpoint, settings));
        writes = new HttpMessageInvoker(WriteHandler(endpoint, settings));
    }

    public ProxmoxEndpoint Endpoint { get; }

    public Uri Root { get; }

    /// <summary>It is of the expected cluster, and was reached ever since that was asked.</summary>
    public bool IsVerified => isVerified;

    public ProxmoxException? Failure => failure;

    public bool IsClearText => Root.Scheme != Uri.UriSchemeHttps && !Root.IsLoopback;

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool isWrite, CancellationToken cancellationToken) =>
        (isWrite ? writes : reads).SendAsync(request, cancellationToken);

    public void Verified() => isVerified = true;

    public void Answered() => failure = null;

    public void Failed(ProxmoxException e)
    {
        failure = e;
        isVerified = false;
    }

    public void Dispose()
    {
        reads.Dispose();
        writes.Dispose();
    }

    static SocketsHttpHandler Handler(ProxmoxEndpoint endpoint, ProxmoxSettings settings)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            ConnectTimeout = settings.ConnectTimeout,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            UseCookies = false,
            // A proxy of the environment is for the internet, and a host is pinned by what it shows itself.
            UseProxy = false,
        };
        handler.SslOptions.RemoteCertificateValidationCallback = new CertificateCheck(endpoint).Accept;
        return handler;
    }

    // A connection that is used again may be closed by pveproxy just then, after its hundredth request at the latest. A read is
    // sent again by the handler; of a write one could not tell whether it arrived, so each has a connection of its own.
    static SocketsHttpHandler WriteHandler(ProxmoxEndpoint endpoint, ProxmoxSettings settings)
    {
        var handler = Handler(endpoint, settings);
        handler.PooledConnectionLifetime = TimeSpan.Zero;
        handler.PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new UnrepeatedStream(context.PlaintextStream));
        return handler;
    }

    static Uri RootOf(Uri address)
    {
        var bare = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new Uri(bare.EndsWith(ApiRoot, StringComparison.Ordinal) ? $"{bare}/" : $"{bare}/{ApiRoot}/");
    }
}
