using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Docker.DotNet;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Docker;
using HomeLab.Stacks.Docker.Observing;
using HomeLab.Stacks.Executing;
using Microsoft.Extensions.Options;

namespace HomeLab.Stacks.Docker;

/// <summary>One client and one view for each Engine that the lab names, until its keys are other ones.</summary>
sealed class EngineClients(SecretReader secrets, IOptions<StacksOptions> options) : IDisposable
{
    readonly ConcurrentDictionary<EngineTarget, (string Keys, DockerClient Client, EngineView View)> clients = new();

    /// <summary>Those of before too: somebody may still be within a call.</summary>
    readonly ConcurrentBag<DockerClient> made = [];

    /// <exception cref="SecretMissingException">A certificate or key is not where the lab says.</exception>
    /// <exception cref="EngineException">They are no certificate and key.</exception>
    public async Task<(DockerClient Client, EngineView View)> OfAsync(EngineTarget target, CancellationToken cancellationToken)
    {
        var engine = target.Clone();
        engine.HostDirectory = "";
        string?[] pem = engine.Ca is null ? [] : [await ReadAsync(engine.Ca, cancellationToken), await ReadAsync(engine.Cert, cancellationToken), await ReadAsync(engine.Key, cancellationToken)];
        var keys = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', pem))));
        if (clients.TryGetValue(engine, out var known) && known.Keys == keys)
            return (known.Client, known.View);
        var client = new DockerClientConfiguration(new Uri(engine.Endpoint), pem is [{ } ca, var cert, var key] ? Credentials(ca, cert, key) : null, options.Value.CallTimeout).CreateClient();
        made.Add(client);
        var view = new EngineView(client);
        clients[engine] = (keys, client, view);
        return (client, view);
    }

    public void Dispose()
    {
        foreach (var client in made)
            client.Dispose();
    }

    async Task<string?> ReadAsync(SecretReference? reference, CancellationToken cancellationToken) =>
        reference is null ? null : await secrets.ReadAsync(reference, cancellationToken);

    static EngineCredentials Credentials(string authority, string? certificate, string? key)
    {
        try
        {
            return EngineCredentials.Of(authority, certificate, key);
        }
        catch (CryptographicException exception)
        {
            throw new EngineException("SecretRefused", "a certificate or key of `tls` is not PEM, or they do not belong together", isTransient: false, isAnswered: true, exception);
        }
    }
}
