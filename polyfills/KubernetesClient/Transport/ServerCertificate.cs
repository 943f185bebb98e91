using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace k8s;

static class ServerCertificate
{
    /// <summary>How to judge the server's certificate; null leaves it to the machine's own authorities.</summary>
    public static RemoteCertificateValidationCallback Check(KubernetesClientConfiguration config)
    {
        if (config.SkipTlsVerify)
            return (_, _, _, _) => true;
        if (config.SslCaCerts is not { } authorities)
            return null;
        return (_, certificate, chain, errors) => errors == SslPolicyErrors.None || IsSignedBy(authorities, certificate, chain, errors);
    }

    /// <remarks>The name must be right too, as kubectl has it; the real package looks at the chain alone then.</remarks>
    static bool IsSignedBy(
        X509Certificate2Collection authorities, X509Certificate certificate, X509Chain chain, SslPolicyErrors errors)
    {
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 server)
            return false;

        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        return chain.Build(server);
    }
}
