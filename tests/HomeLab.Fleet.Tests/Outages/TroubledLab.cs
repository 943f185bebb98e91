using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HomeLab.Fleet.Tests.Outages;

/// <summary>A lab with a record, a Docker host that works, one whose key is no key, and one whose certificate nobody can trust.</summary>
public sealed class TroubledLab : IDisposable
{
    /// <summary>No secret, but the name of a record, and so in everything that a secret could come into as well.</summary>
    public const string Marker = "marker-that-is-to-be-found-everywhere";

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly X509Certificate2 certificate = SelfSigned("CN=nobody");

    public TroubledLab(string parent, Uri docker)
    {
        Directory = LabDirectory.Create(parent, docker);
        TokenFile = Path.Combine(parent, "token");
        listener.Start();
        _ = ShakeHandsAsync();
        using var client = SelfSigned("CN=client");
        var pem = client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();
        Key = pem.Split('\n')[1];
        Write("../ca.pem", client.ExportCertificatePem());
        Write("../key.pem", pem);
        Write("../broken.pem", $"-----BEGIN PRIVATE KEY-----\n{BrokenKey}\n-----END PRIVATE KEY-----\n");
        var main = Path.Combine(Directory, "lab.yaml");
        File.WriteAllText(main, File.ReadAllText(main)
            .Replace("{env: CLOUDFLARE_TOKEN}", $"{{file: {TokenFile}}}", StringComparison.Ordinal)
            .Replace("  cloudflare:", Hosts(parent, ((IPEndPoint)listener.LocalEndpoint).Port) + "\n  cloudflare:", StringComparison.Ordinal));
    }

    public string Directory { get; }

    public string TokenFile { get; }

    /// <summary>The first line of the client's key.</summary>
    public string Key { get; }

    /// <summary>What stands in the file of the key that is none.</summary>
    public string BrokenKey { get; } = "canary0key0that0is0none0" + RandomNumberGenerator.GetHexString(24, lowercase: true);

    public void Declare(string name) => Write($"{name}.yaml", $$"""
        apiVersion: homelab/v1
        kind: DnsRecord
        metadata: {name: {{name}}}
        spec: {type: A, name: {{name}}.example.org, content: 192.0.2.7}
        """);

    public void Dispose()
    {
        listener.Dispose();
        certificate.Dispose();
    }

    static string Hosts(string parent, int port) => $$"""
            - name: broken-key
              endpoint: tcp://127.0.0.1:{{port}}
              tls: {ca: {file: {{parent}}/ca.pem}, cert: {file: {{parent}}/ca.pem}, key: {file: "{{parent}}/broken.pem" } }
            - name: stranger
              endpoint: tcp://127.0.0.1:{{port}}
              tls: {ca: {file: {{parent}}/ca.pem}, cert: {file: {{parent}}/ca.pem}, key: {file: "{{parent}}/key.pem" } }
        """;

    static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest(name, key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    async Task ShakeHandsAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await using var stream = new SslStream(client.GetStream());
                try
                {
                    await stream.AuthenticateAsServerAsync(certificate);
                }
                catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // As meant: nobody trusts it.
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    void Write(string file, string text) => File.WriteAllText(Path.Combine(Directory, file), text);
}
