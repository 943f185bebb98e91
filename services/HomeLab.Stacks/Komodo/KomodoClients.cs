using System.Collections.Concurrent;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Komodo;
using HomeLab.ServiceDefaults.Secrets;
using HomeLab.Stacks.Executing;
using Microsoft.Extensions.Options;

namespace HomeLab.Stacks.Komodo;

/// <summary>One client for each Komodo Core that the lab names.</summary>
sealed class KomodoClients(SecretReader secrets, IConfiguration configuration, IOptions<StacksOptions> options) : IDisposable
{
    readonly ConcurrentDictionary<KomodoTarget, KomodoClient> clients = new();

    public KomodoClient Of(KomodoTarget target)
    {
        var core = new KomodoTarget { Name = target.Name, Url = target.Url, Key = target.Key, Secret = target.Secret };
        return clients.GetOrAdd(core, it => new KomodoClient(
            new KomodoSettings { Address = AddressOf(it.Url), CallTimeout = options.Value.CallTimeout },
            async token => new KomodoKey(await secrets.ReadAsync(it.Key, token), await secrets.ReadAsync(it.Secret, token))));
    }

    public void Dispose()
    {
        foreach (var client in clients.Values)
            client.Dispose();
    }

    /// <summary>A name without a dot may be one of the fleet's own, whose address service discovery tells.</summary>
    Uri AddressOf(string url) =>
        new Uri(url) is { IsLoopback: false } address && !address.Host.Contains('.', StringComparison.Ordinal)
            && configuration[$"services:{address.Host}:{address.Scheme}:0"] is { Length: > 0 } found
            ? new Uri(new Uri(found), address.PathAndQuery)
            : new Uri(url);
}
