using System.Security.Authentication;

namespace HomeLab.Proxmox.Transport;

/// <summary>Carries what a TLS handshake was ended for to where the call is known.</summary>
sealed class CertificateRefusedException(string message) : AuthenticationException(message);
