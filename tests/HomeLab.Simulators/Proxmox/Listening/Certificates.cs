using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HomeLab.Simulators.Proxmox.State;

namespace HomeLab.Simulators.Proxmox.Listening;

/// <summary>A cluster's own authority and what it signs.</summary>
static class Certificates
{
    public static Certificate NewAuthority(string cluster, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=Proxmox Virtual Environment, OU={cluster}, O=PVE Cluster Manager CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(now.AddDays(-30), now.AddYears(10));
        return new Certificate(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    public static Certificate NewLeaf(Certificate authority, string node, string address, DateTimeOffset now)
    {
        using var issuer = X509Certificate2.CreateFromPem(authority.Pem, authority.Key);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"OU=PVE Cluster Node, O=Proxmox Virtual Environment, CN={node}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var ip in new[] { "127.0.0.1", address }.Distinct())
            if (IPAddress.TryParse(ip, out var parsed))
                names.AddIpAddress(parsed);
        names.AddDnsName("localhost");
        names.AddDnsName(node);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var certificate = request.Create(issuer, now.AddDays(-1), now.AddYears(2), [1, .. RandomNumberGenerator.GetBytes(15)]);
        return new Certificate(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>SHA-256 in upper-case hex with colons.</summary>
    public static string Fingerprint(string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        return string.Join(':', SHA256.HashData(certificate.RawData).Select(part => part.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
