using System.Collections.Concurrent;
using System.Security.Cryptography;
using Docker.DotNet;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Docker;
using HomeLab.Stacks.Docker.Observing;
using HomeLab.Stacks.Executing;
using Microsoft.Extensions.Options;

namespace HomeLab.Stacks.Docker;

/// <summary>One client and one view for each Engine that the lab names.</summary>
sealed class EngineClients(SecretReader secrets, IOptions<StacksOptions> options) : IDisposable
{
    readonly ConcurrentDictionary<EngineTarget, (DockerClient Client, EngineView View)> clients = new();

    /// <exception cref="SecretMissingException">A certificate or key is not where the lab says.</exception>
    /// <exception cref="EngineException">They are no certificate and key.</exception>
    public async Task<(DockerClient Client, EngineView View)> OfAsync(EngineTarget target, CancellationToken cancellationToken)
    {
        var engine = target.Clone();
        engine.HostDirectory = "";
        if (clients.TryGetValue(engine, out var known))
            return known;
        var credentials = engine.Ca is null ? null : await TlsAsync(engine, cancellationToken);
        var client = new DockerClientConfiguration(new Uri(engine.Endpoint), credentials, options.Value.CallTimeout).CreateClient();
        return clients.GetOrAdd(engine, (client, new EngineView(client)));
    }

    public void Dispose()
    {
        foreach (var (client, _) in clients.Values)
            client.Dispose();
    }

    async Task<EngineCredentials> TlsAsync(EngineTarget engine, CancellationToken cancellationToken)
    {
        try
        {
            return EngineCredentials.Of(
                await secrets.ReadAsync(engine.Ca, cancellationToken), engine.Cert is { } cert ? await secrets.ReadAsync(cert, cancellationToken) : null,
                engine.Key is { } key ? await secrets.ReadAsync(key, cancellationToken) : null);
        }
        catch (CryptographicException exception)
        {
            throw new EngineException("SecretRefused", "a certificate or key of `tls` is not PEM, or they do not belong together", isTransient: false, isAnswered: true, exception);
        }
    }
}
