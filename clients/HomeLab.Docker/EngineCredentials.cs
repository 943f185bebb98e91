using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Docker.DotNet;
using Microsoft.Net.Http.Client;

namespace HomeLab.Docker;

/// <summary>TLS with the lab's own authority: the engine's certificate has to be signed by it and to bear the host's name.</summary>
public sealed class EngineCredentials(X509Certificate2 authority, X509Certificate2? client) : Credentials
{
    /// <param name="authority">PEM.</param>
    /// <param name="certificate">The client's, PEM; goes with <paramref name="key"/>. Null: none is shown.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">One is not PEM, or certificate and key do not belong together.</exception>
    public static EngineCredentials Of(string authority, string? certificate, string? key) => new(
        X509Certificate2.CreateFromPem(authority), certificate is null || key is null ? null : X509Certificate2.CreateFromPem(certificate, key));

    public override bool IsTlsCredentials() => true;

    public override HttpMessageHandler GetHandler(HttpMessageHandler innerHandler)
    {
        if (innerHandler is ManagedHandler handler)
        {
            if (client is not null)
                handler.ClientCertificates = [client];
            handler.ServerCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(certificate, errors);
        }
        return innerHandler;
    }

    public override void Dispose()
    {
        authority.Dispose();
        client?.Dispose();
        base.Dispose();
    }

    bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        // Private authorities publish no revocation lists.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var presented = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(presented);
    }
}
