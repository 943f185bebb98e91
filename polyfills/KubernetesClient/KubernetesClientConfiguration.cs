using System.Security.Cryptography.X509Certificates;
using k8s.Authentication;

namespace k8s;

/// <summary>Which server, whom to trust there, and who we are to it.</summary>
public partial class KubernetesClientConfiguration
{
    /// <summary>The namespace of the context or of the service account; null where neither says.</summary>
    public string Namespace { get; set; }

    /// <summary>The server's address.</summary>
    public string Host { get; set; }

    /// <summary>The authorities that the server's certificate must come from; null for the machine's own.</summary>
    public X509Certificate2Collection SslCaCerts { get; set; }

    /// <summary>PEM in base64.</summary>
    public string ClientCertificateData { get; set; }

    /// <summary>PEM in base64.</summary>
    public string ClientCertificateKeyData { get; set; }

    public string ClientCertificateFilePath { get; set; }

    public string ClientKeyFilePath { get; set; }

    public bool SkipTlsVerify { get; set; }

    /// <summary>The name that the server's certificate is for, where it is not the address's.</summary>
    public string TlsServerName { get; set; }

    public string UserAgent { get; set; } = $"kubernetes-csharp/{typeof(KubernetesClientConfiguration).Assembly.GetName().Version}";

    public string Username { get; set; }

    public string Password { get; set; }

    public string AccessToken { get; set; }

    /// <summary>Goes before <see cref="AccessToken"/>, which goes before <see cref="Username"/>.</summary>
    public ITokenProvider TokenProvider { get; set; }

    /// <summary>For a whole call but a watch.</summary>
    public TimeSpan HttpClientTimeout { get; set; } = TimeSpan.FromSeconds(100);

    public Action<SocketsHttpHandler> FirstMessageHandlerSetup { get; set; }

    public bool DisableHttp2 { get; set; }
}
