using System.Text.Json.Serialization;

namespace HomeLab.Inventory.Certificates;

/// <summary>The certificate of an object, as one signal tells of it.</summary>
/// <param name="Object">Whose: <c>host/photos.example.org</c>, <c>proxmox/pve/node/pve1</c>, <c>kubernetes/talos/cert-manager.io/Certificate/gateway/wildcard</c>.</param>
/// <param name="Signal">By what it is known: <c>tls 192.0.2.10:443</c>, <c>proxmox pve-ssl.pem</c>, <c>cert-manager</c>.</param>
sealed record CertificateState(string Object, string Signal)
{
    public const string Tls = "tls";
    public const string Proxmox = "proxmox";
    public const string CertManager = "cert-manager";

    public CertificateFacts Certificate { get; init; } = CertificateFacts.None;

    /// <summary>See <see cref="ServedCertificate"/>; null where nobody looked.</summary>
    public bool? IsTrusted { get; init; }

    public string Distrust { get; init; } = "";

    public bool? CoversName { get; init; }

    /// <summary>When its issuer wants to replace it.</summary>
    public DateTimeOffset? RenewsAt { get; init; }

    /// <summary>Why nothing newer is known, or no newer one comes; empty: nothing is in the way.</summary>
    public string Trouble { get; init; } = "";

    /// <summary><c>tls</c>, <c>proxmox</c> or <c>cert-manager</c>.</summary>
    [JsonIgnore]
    public string SignalKind => Signal.Split(' ')[0];
}
