using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HomeLab.Polyfills.Tests.Docker;

/// <summary>An authority of one hour with a client and a server: for 127.0.0.1, or for a name.</summary>
sealed class TestCertificates
{
    readonly string _directory;
    readonly DateTimeOffset _from = TimeProvider.System.GetUtcNow().AddMinutes(-5);

    public TestCertificates(string directory, string? serverName = null)
    {
        _directory = directory;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Authority = request.CreateSelfSigned(_from, _from.AddHours(1));
        AuthorityFile = Write("ca.pem", Authority.ExportCertificatePem());
        using var server = Issue(serverName ?? "127.0.0.1", "1.3.6.1.5.5.7.3.1");
        ServerFile = Write("server.pem", server.ExportCertificatePem());
        ServerKeyFile = Write("server-key.pem", server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Client = Issue("client", "1.3.6.1.5.5.7.3.2");
    }

    public X509Certificate2 Authority { get; }

    public X509Certificate2 Client { get; }

    public string AuthorityFile { get; }

    public string ServerFile { get; }

    public string ServerKeyFile { get; }

    X509Certificate2 Issue(string name, string usage)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(Authority, _from, _from.AddMinutes(50), RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    string Write(string name, string text)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }
}
