using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace HomeLab.Proxmox.Transport;

/// <summary>Decides on a host's certificate, and says in full what was seen and what would be accepted.</summary>
sealed class CertificateCheck(ProxmoxEndpoint endpoint)
{
    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            throw new CertificateRefusedException($"{endpoint} showed no certificate");
        }
        var seen = CertificateFingerprint.Of(certificate);
        return endpoint.Fingerprint switch
        {
            null when errors == SslPolicyErrors.None => true,
            null => throw new CertificateRefusedException(
                $"the certificate of {endpoint} is not trusted ({Describe(errors, chain)}); "
                + $"its SHA-256 fingerprint is {seen}, to be pinned if the host shows the same"),
            var pinned when pinned == seen => true,
            var pinned => throw new CertificateRefusedException(
                $"the certificate of {endpoint} has the SHA-256 fingerprint {seen}, but {pinned} is pinned; "
                + "it changes when a certificate is renewed, so compare with the host and pin the new one"),
        };
    }

    static string Describe(SslPolicyErrors errors, X509Chain? chain) => errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
        ? "it is for another name"
        : string.Join(", ", (chain?.ChainStatus ?? []).Select(status => status.Status).DefaultIfEmpty(X509ChainStatusFlags.UntrustedRoot).Distinct());
}
