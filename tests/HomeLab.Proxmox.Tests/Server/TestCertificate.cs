using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HomeLab.Proxmox.Tests.Server;

static class TestCertificate
{
    /// <summary>Self-signed, for a name that nobody asks for, and long over: with a pin none of it matters.</summary>
    public static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=pve1.example.org", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
