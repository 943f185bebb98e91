namespace HomeLab.Proxmox;

/// <summary>One host of a cluster.</summary>
/// <param name="Address">Such as <c>https://pve1.lan:8006</c>; clear text only on loopback.</param>
/// <param name="Fingerprint">
/// Of the only certificate that is accepted, whatever its issuer, name and dates: by default each node has one of a private
/// authority. Null trusts what the machine trusts.
/// </param>
public sealed record ProxmoxEndpoint(Uri Address, CertificateFingerprint? Fingerprint = null)
{
    public override string ToString() => Address.Authority;
}
