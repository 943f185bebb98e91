using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using HomeLab.Testing.Servers;

namespace HomeLab.Stacks.Tests.Docker;

/// <summary>An Engine behind mutual TLS, as <c>dockerd --tlsverify</c> listens: only who shows a certificate of the authority is let in.</summary>
sealed class TlsFront : IDisposable
{
    readonly TcpListener listener = new(OwnLoopback.Address, 0);
    readonly string socket;
    readonly X509Certificate2 server;
    readonly X509Certificate2Collection trusted;

    public TlsFront(Uri engine, X509Certificate2 server, X509Certificate2Collection trusted)
    {
        (socket, this.server, this.trusted) = (engine.LocalPath, server, trusted);
        listener.Start();
        _ = AcceptAsync();
    }

    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"tcp://{OwnLoopback.Address}:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>The subjects of those that were let in and asked something, in order.</summary>
    public ConcurrentQueue<string> Callers { get; } = new();

    public void Dispose() => listener.Dispose();

    async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptSocketAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    async Task ServeAsync(Socket accepted)
    {
        using var near = accepted;
        using var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await using var tls = new SslStream(new NetworkStream(near));
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificate = server,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is X509Certificate2 shown && IsTrusted(shown),
            });
            var first = new byte[8192];
            if (await tls.ReadAsync(first) is var length && length == 0)
                return;
            Callers.Enqueue(tls.RemoteCertificate!.Subject);
            await far.ConnectAsync(new UnixDomainSocketEndPoint(socket));
            await using var toFar = new NetworkStream(far);
            await toFar.WriteAsync(first.AsMemory(0, length));
            await await Task.WhenAny(tls.CopyToAsync(toFar), toFar.CopyToAsync(tls));
        }
        catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException)
        {
            // Either side hung up, or is not who it should be.
        }
    }

    bool IsTrusted(X509Certificate2 shown)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(shown);
    }
}
