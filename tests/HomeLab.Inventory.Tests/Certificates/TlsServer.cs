using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace HomeLab.Inventory.Tests.Certificates;

/// <summary>A server that speaks TLS at a port of its own, with a certificate for each name that it is asked by.</summary>
sealed class TlsServer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly Func<string, X509Certificate2> certificateFor;
    readonly bool wantsClients;
    readonly Task accepting;

    TlsServer(Func<string, X509Certificate2> certificateFor, bool wantsClients)
    {
        (this.certificateFor, this.wantsClients) = (certificateFor, wantsClients);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections that it took.</summary>
    public int Taken { get; private set; }

    /// <summary>It hangs up at once.</summary>
    public bool IsMute { get; set; }

    /// <param name="certificateFor">By the name that is asked for; empty: by none.</param>
    /// <param name="wantsClients">It goes on only with those that show a certificate too.</param>
    public static TlsServer Start(Func<string, X509Certificate2> certificateFor, bool wantsClients = false) => new(certificateFor, wantsClients);

    public static TlsServer Start(X509Certificate2 certificate, bool wantsClients = false) => new(_ => certificate, wantsClients);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        // First: who still accepts must not find it closed.
        await accepting;
        listener.Stop();
        stop.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                Taken++;
                if (!IsMute)
                    await ServeAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        try
        {
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions
                {
                    ServerCertificateSelectionCallback = (_, name) => certificateFor(name ?? ""),
                    ClientCertificateRequired = wantsClients,
                    RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null || !wantsClients,
                },
                stop.Token);
            await tls.CopyToAsync(Stream.Null, stop.Token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
        }
    }
}
