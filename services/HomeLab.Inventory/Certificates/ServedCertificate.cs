namespace HomeLab.Inventory.Certificates;

/// <summary>A certificate as somebody serves it.</summary>
/// <param name="IsTrusted">By the authorities of this machine, whatever the time; null: it has none.</param>
/// <param name="Distrust">Why it is not trusted; empty: it is, or nobody knows.</param>
/// <param name="CoversName">Whether it is for the name that it was asked by; null: it was asked by an address.</param>
sealed record ServedCertificate(CertificateFacts Certificate, bool? IsTrusted, string Distrust, bool? CoversName);
