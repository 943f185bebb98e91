using System.Collections.Concurrent;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Registry;
using Microsoft.Extensions.Options;

namespace HomeLab.Stacks.Images;

/// <summary>One client for each registry that an image names, as the lab says that it is asked.</summary>
sealed class RegistryClients(IHttpClientFactory http, RegistryAccounts accounts, IOptions<StacksOptions> options, TimeProvider time)
{
    public const string Name = "registry";

    readonly ConcurrentDictionary<RegistryAccess, RegistryClient> clients = new();

    public RegistryClient Of(RegistryAccess access) => clients.GetOrAdd(access.Clone(), it => new RegistryClient(
        http.CreateClient(Name),
        new RegistrySettings
        {
            Host = it.Host, IsInsecure = it.Insecure, CallTimeout = options.Value.CallTimeout,
            Credential = it.User.Length > 0 ? token => accounts.OfAsync(it, token) : null,
        },
        time));
}
