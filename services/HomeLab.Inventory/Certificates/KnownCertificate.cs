namespace HomeLab.Inventory.Certificates;

/// <summary>A certificate as it is remembered.</summary>
/// <param name="Since">Since when this certificate is known there, or that there is none.</param>
sealed record KnownCertificate(CertificateState State, DateTimeOffset Since)
{
    public CertificateFacts Certificate => State.Certificate;
}
