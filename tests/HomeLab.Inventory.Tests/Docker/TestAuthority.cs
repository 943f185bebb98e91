using HomeLab.Testing.Servers;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HomeLab.Inventory.Tests.Docker;

/// <summary>A private authority, as people make one for their Docker hosts.</summary>
sealed class TestAuthority : IDisposable
{
    static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Until = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly X509Certificate2 certificate;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        certificate = request.CreateSelfSigned(From, Until);
    }

    public string Pem => certificate.ExportCertificatePem();

    /// <summary>As whoever trusts it has it: without its key.</summary>
    public X509Certificate2Collection Trusted => [X509CertificateLoader.LoadCertificate(certificate.RawData)];

    /// <summary>A certificate with its key for the loopback address.</summary>
    public X509Certificate2 Issue(string name) => Issue(name, From.AddDays(1), Until.AddDays(-1), it => it.AddIpAddress(OwnLoopback.Address));

    /// <summary>A certificate with its key for a host name.</summary>
    public X509Certificate2 IssueFor(string host, DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        Issue(host, from ?? From.AddDays(1), until ?? Until.AddDays(-1), it => it.AddDnsName(host));

    X509Certificate2 Issue(string name, DateTimeOffset from, DateTimeOffset until, Action<SubjectAlternativeNameBuilder> add)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        add(names);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(certificate, from, until, [1, .. RandomNumberGenerator.GetBytes(8)]);
        using var withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    public void Dispose() => certificate.Dispose();
}
