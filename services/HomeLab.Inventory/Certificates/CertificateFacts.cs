using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using HomeLab.Lab;

namespace HomeLab.Inventory.Certificates;

/// <summary>What a certificate says: all of it where it was seen itself, less where somebody only tells of it.</summary>
sealed record CertificateFacts
{
    public const int MostNames = 100;
    const int LongestText = 300;
    const string AlternativeNames = "2.5.29.17";

    public static CertificateFacts None { get; } = new();

    /// <summary>Host names and addresses.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public string Subject { get; init; } = "";

    public string Issuer { get; init; } = "";

    /// <summary>In hexadecimal.</summary>
    public string Serial { get; init; } = "";

    /// <summary>SHA-256, 64 digits in lower case; empty: nobody saw the certificate itself.</summary>
    public string Fingerprint { get; init; } = "";

    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>The same for the same certificate; empty: none is known.</summary>
    [JsonIgnore]
    public string Identity => Fingerprint.Length > 0 ? Fingerprint
        : NotAfter is { } end ? string.Create(CultureInfo.InvariantCulture, $"{NotBefore:O} {end:O} {string.Join(' ', Names)}") : "";

    /// <exception cref="CryptographicException">Something in it is not as it must be.</exception>
    public static CertificateFacts Of(X509Certificate2 certificate) => new()
    {
        Names = [.. NamesOf(certificate).Take(MostNames).Select(it => Printable.Of(it, LongestText))],
        Subject = Printable.Of(certificate.Subject, LongestText),
        Issuer = Printable.Of(certificate.Issuer, LongestText),
        Serial = Printable.Of(certificate.SerialNumber, LongestText),
        Fingerprint = certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(),
        NotBefore = certificate.NotBefore.ToUniversalTime(),
        NotAfter = certificate.NotAfter.ToUniversalTime(),
    };

    static IEnumerable<string> NamesOf(X509Certificate2 certificate)
    {
        if (certificate.Extensions[AlternativeNames] is not { } extension)
            return [];
        var names = new X509SubjectAlternativeNameExtension(extension.RawData);
        return [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(it => it.ToString())];
    }
}
