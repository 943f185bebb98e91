using System.Collections.Concurrent;
using Docker.DotNet;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Docker;
using HomeLab.ServiceDefaults.Secrets;
using HomeLab.Stacks.Docker.Observing;
using HomeLab.Stacks.Executing;
using Microsoft.Extensions.Options;

namespace HomeLab.Stacks.Docker;

/// <summary>One client and one view for each Engine that the lab names, until its keys are other ones.</summary>
sealed class EngineClients(SecretReader secrets, IOptions<StacksOptions> options) : IDisposable
{
    readonly ConcurrentDictionary<EngineTarget, (EngineConnection Connection, DockerClient Client, EngineView View)> clients = new();

    /// <summary>Those of before too: somebody may still be within a call.</summary>
    readonly ConcurrentBag<DockerClient> made = [];

    /// <exception cref="SecretMissingException">A certificate or key is not where the lab says.</exception>
    /// <exception cref="EngineException">They are no certificate and key.</exception>
    public async Task<(DockerClient Client, EngineView View)> OfAsync(EngineTarget target, CancellationToken cancellationToken)
    {
        var engine = target.Clone();
        engine.HostDirectory = "";
        var connection = new EngineConnection(new Uri(engine.Endpoint), await ReadAsync(engine.Ca, cancellationToken), await ReadAsync(engine.Cert, cancellationToken), await ReadAsync(engine.Key, cancellationToken));
        if (clients.TryGetValue(engine, out var known) && known.Connection == connection)
            return (known.Client, known.View);
        var client = connection.Open(options.Value.CallTimeout);
        made.Add(client);
        var view = new EngineView(client);
        clients[engine] = (connection, client, view);
        return (client, view);
    }

    public void Dispose()
    {
        foreach (var client in made)
            client.Dispose();
    }

    async Task<string?> ReadAsync(SecretReference? reference, CancellationToken cancellationToken) =>
        reference is null ? null : await secrets.ReadAsync(reference, cancellationToken);
}
