using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Docker.DotNet;
using HomeLab.Lab.Kinds;
using Microsoft.Extensions.Options;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Docker;

/// <summary>Opens clients for the Docker hosts of the lab.</summary>
sealed class DockerClients(SecretReader secrets, IOptions<InventoryOptions> options)
{
    public async Task<DockerClient> OpenAsync(DockerSource source, CancellationToken cancellationToken)
    {
        var credentials = source.Tls is { } tls ? await TlsAsync(tls, cancellationToken) : null;
        return new DockerClientConfiguration(new Uri(source.Endpoint), credentials, options.Value.CallTimeout).CreateClient();
    }

    async Task<TlsCredentials> TlsAsync(DockerTls tls, CancellationToken cancellationToken)
    {
        try
        {
            var authority = X509Certificate2.CreateFromPem(await secrets.ReadAsync(tls.Ca, cancellationToken));
            if (tls is not { Cert: { } cert, Key: { } key })
                return new TlsCredentials(authority, null);
            var (certificate, privateKey) = (await secrets.ReadAsync(cert, cancellationToken), await secrets.ReadAsync(key, cancellationToken));
            return new TlsCredentials(authority, X509Certificate2.CreateFromPem(certificate, privateKey));
        }
        catch (CryptographicException)
        {
            throw new SourceUnavailableException("SecretRefused", "a certificate or key of `tls` is not PEM, or they do not belong together");
        }
    }
}
