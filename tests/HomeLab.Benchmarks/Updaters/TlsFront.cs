using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HomeLab.Benchmarks.Updaters;

/// <summary>
/// TLS before the simulators, as api.cloudflare.com: on port 443, since inadyn knows no other, of a loopback address of its own. Connections that are cut behind it are cut.
/// </summary>
sealed class TlsFront : IAsyncDisposable
{
    public const string Host = "api.cloudflare.com";
    readonly TcpListener listener;
    readonly X509Certificate2 certificate;
    readonly Uri target;
    readonly Task serving;

    TlsFront(IPAddress address, X509Certificate2 certificate, Uri target)
    {
        (listener, this.certificate, this.target) = (new TcpListener(address, 443), certificate, target);
        listener.Start();
        serving = ServeAsync();
    }

    public IPAddress Address => ((IPEndPoint)listener.LocalEndpoint).Address;

    /// <param name="trustFile">Where the certificate is left for those who are to trust it.</param>
    public static TlsFront Start(Uri target, string trustFile)
    {
        var address = IPAddress.Parse($"127.84.{RandomNumberGenerator.GetInt32(1, 255)}.{RandomNumberGenerator.GetInt32(1, 255)}");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Host);
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(trustFile, certificate.ExportCertificatePem());
        return new TlsFront(address, certificate, target);
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listener.Dispose();
        certificate.Dispose();
    }

    async Task ServeAsync()
    {
        while (true)
        {
            _ = RelayAsync(await listener.AcceptTcpClientAsync());
        }
    }

    async Task RelayAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            await using var outside = new SslStream(client.GetStream());
            await outside.AuthenticateAsServerAsync(certificate, clientCertificateRequired: false, SslProtocols.None, checkCertificateRevocation: false);
            await server.ConnectAsync(target.Host, target.Port);
            await using var inside = server.GetStream();
            await await Task.WhenAny(outside.CopyToAsync(inside), inside.CopyToAsync(outside));
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException)
        {
            // What was cut behind it is cut here too, not ended in order.
            client.LingerState = new LingerOption(true, 0);
        }
        client.Dispose();
    }
}
