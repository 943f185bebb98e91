using System.Net;

namespace HomeLab.Proxmox.Transport;

static class Connections
{
    public static SocketsHttpHandler ForReads(ProxmoxEndpoint endpoint, ProxmoxSettings settings)
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
    public static SocketsHttpHandler ForWrites(ProxmoxEndpoint endpoint, ProxmoxSettings settings)
    {
        var handler = ForReads(endpoint, settings);
        handler.PooledConnectionLifetime = TimeSpan.Zero;
        handler.PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new UnrepeatedStream(context.PlaintextStream));
        return handler;
    }
}
