using Docker.DotNet;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Docker;
using HomeLab.ServiceDefaults.Secrets;

namespace HomeLab.Backups.Copying;

/// <summary>Connections to Engines, without a limit of their own: what moves data may take hours.</summary>
sealed class EngineClients(SecretReader secrets)
{
    /// <exception cref="SecretMissingException">A certificate or key is not where the lab says.</exception>
    /// <exception cref="EngineException">They are no certificate and key, or the lab names the host no more.</exception>
    public async Task<DockerClient> OpenAsync(EngineTarget engine, CancellationToken cancellationToken) => engine.Endpoint.Length == 0
        ? throw new EngineException("Unknown", $"the lab no longer says where the host {engine.Name} answers", isTransient: false, isAnswered: true)
        : new EngineConnection(new Uri(engine.Endpoint), await ReadAsync(engine.Ca, cancellationToken), await ReadAsync(engine.Cert, cancellationToken), await ReadAsync(engine.Key, cancellationToken))
            .Open(Timeout.InfiniteTimeSpan);

    async Task<string?> ReadAsync(SecretReference? reference, CancellationToken cancellationToken) =>
        reference is null ? null : await secrets.ReadAsync(reference, cancellationToken);
}
