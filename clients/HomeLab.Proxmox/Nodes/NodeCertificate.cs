using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Nodes;

/// <summary>A certificate file of a node.</summary>
public sealed record NodeCertificate
{
    const string Custom = "pveproxy-ssl.pem";
    const string Default = "pve-ssl.pem";

    /// <summary><c>pve-root-ca.pem</c>, <c>pve-ssl.pem</c> or, only when one was installed or ordered, <c>pveproxy-ssl.pem</c>.</summary>
    public required string FileName { get; init; }

    public string? Subject { get; init; }

    public string? Issuer { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset? NotAfter { get; init; }

    [JsonConverter(typeof(FingerprintText))]
    public CertificateFingerprint? Fingerprint { get; init; }

    [JsonPropertyName("san")]
    [AllowNull]
    public IReadOnlyList<string> Names { get; init => field = value ?? []; } = [];

    public string? Pem { get; init; }

    [JsonPropertyName("public-key-type")]
    public string? PublicKeyType { get; init; }

    [JsonPropertyName("public-key-bits")]
    public int? PublicKeyBits { get; init; }

    /// <summary>The one that the node's API and web page show: its custom one if there is one.</summary>
    public static NodeCertificate? ServedOf(IReadOnlyCollection<NodeCertificate> certificates) =>
        certificates.FirstOrDefault(certificate => certificate.FileName == Custom)
        ?? certificates.FirstOrDefault(certificate => certificate.FileName == Default);
}
