using System.Security.Cryptography;
using Docker.DotNet;
using HomeLab.Docker;
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

    async Task<EngineCredentials> TlsAsync(DockerTls tls, CancellationToken cancellationToken)
    {
        try
        {
            return EngineCredentials.Of(
                await secrets.ReadAsync(tls.Ca, cancellationToken), tls.Cert is { } cert ? await secrets.ReadAsync(cert, cancellationToken) : null,
                tls.Key is { } key ? await secrets.ReadAsync(key, cancellationToken) : null);
        }
        catch (CryptographicException)
        {
            throw new SourceUnavailableException("SecretRefused", "a certificate or key of `tls` is not PEM, or they do not belong together");
        }
    }
}
