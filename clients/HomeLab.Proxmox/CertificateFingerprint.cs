using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HomeLab.Proxmox;

/// <summary>SHA-256 of a certificate, written as Proxmox writes it: <c>AA:BB:…</c>, 32 pairs in upper case.</summary>
public sealed record CertificateFingerprint
{
    readonly string text;

    CertificateFingerprint(byte[] hash) => text = string.Join(':', hash.Select(octet => octet.ToString("X2")));

    public static CertificateFingerprint Of(X509Certificate certificate) => new(certificate.GetCertHash(HashAlgorithmName.SHA256));

    public static CertificateFingerprint Parse(string text) => TryParse(text, out var fingerprint)
        ? fingerprint
        : throw new FormatException("A fingerprint is 32 pairs of hexadecimal digits, as AA:BB:….");

    /// <summary>Case and colons do not matter.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CertificateFingerprint? fingerprint)
    {
        var digits = text?.Trim().Replace(":", "") ?? "";
        var isHash = digits.Length == 64 && digits.All(char.IsAsciiHexDigit);
        fingerprint = isHash ? new CertificateFingerprint(Convert.FromHexString(digits)) : null;
        return isHash;
    }

    public override string ToString() => text;
}
