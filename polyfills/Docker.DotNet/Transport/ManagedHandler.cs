using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Docker.DotNet.Transport;

namespace Microsoft.Net.Http.Client;

/// <summary>The innermost handler of a client: opens the connection, and secures it when the address says https.</summary>
public class ManagedHandler : HttpMessageHandler
{
    readonly StreamOpener _open;
    readonly Lazy<HttpMessageInvoker> _pool;

    public ManagedHandler()
        : this(static (host, port, cancellationToken) => ConnectAsync(host, port, cancellationToken))
    {
        UsesProxy = true;
    }

    public ManagedHandler(StreamOpener opener)
    {
        ArgumentNullException.ThrowIfNull(opener);
        _open = opener;
        _pool = new(() => CreateInvoker(null));
    }

    public ManagedHandler(SocketOpener opener)
        : this(OpenStream(opener))
    {
    }

    public delegate Task<Socket> SocketOpener(string host, int port, CancellationToken cancellationToken);

    public delegate Task<Stream> StreamOpener(string host, int port, CancellationToken cancellationToken);

    public X509CertificateCollection ClientCertificates { get; set; }

    public RemoteCertificateValidationCallback ServerCertificateValidationCallback { get; set; }

    bool UsesProxy { get; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Hijack.TryGet(request, out var hijack)
            ? await CreateInvoker(hijack).SendAsync(request, cancellationToken)
            : await _pool.Value.SendAsync(request, cancellationToken);

    /// <summary>Closes the pooled connections; the real handler has none, so its Dispose does nothing that could be overridden.</summary>
    internal void Close()
    {
        if (_pool.IsValueCreated) _pool.Value.Dispose();
    }

    HttpMessageInvoker CreateInvoker(Hijack hijack)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = UsesProxy,
            UseCookies = false,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var stream = await _open(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken);
                if (hijack is not null) hijack.Socket = (stream as NetworkStream)?.Socket;
                return stream;
            },
        };
        if (ClientCertificates is not null)
            handler.SslOptions.ClientCertificates = ClientCertificates;
        if (ServerCertificateValidationCallback is not null)
            handler.SslOptions.RemoteCertificateValidationCallback = ServerCertificateValidationCallback;
        return new HttpMessageInvoker(handler);
    }

    static StreamOpener OpenStream(SocketOpener opener)
    {
        ArgumentNullException.ThrowIfNull(opener);
        return async (host, port, cancellationToken) => new NetworkStream(await opener(host, port, cancellationToken), ownsSocket: true);
    }

    static async Task<Stream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
