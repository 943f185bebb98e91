using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;

namespace HomeLab.Inventory.Probes;

/// <summary>Sends requests that carry nothing of ours, so that it does not matter who a certificate says that the other is.</summary>
sealed class ProbeHandler : DelegatingHandler
{
    [SuppressMessage("Security", "CA5359", Justification = "A system with a certificate of its own making is well; nothing secret is sent, and nothing but health is concluded.")]
    public ProbeHandler()
        : base(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            // A question a minute to each is no change that anybody follows.
            ActivityHeadersPropagator = null,
            SslOptions =
            {
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
                // Certificates name places where more can be fetched: whoever made one must not send us there.
                CertificateChainPolicy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true },
            },
        })
    {
    }
}
