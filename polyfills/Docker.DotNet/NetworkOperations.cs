using Docker.DotNet.Models;
using Docker.DotNet.Transport;

namespace Docker.DotNet;

sealed class NetworkOperations(ApiConnection connection) : INetworkOperations
{
    public async Task<IList<NetworkResponse>> ListNetworksAsync(NetworksListParameters parameters, CancellationToken cancellationToken) =>
        await connection.SendAsync<NetworkResponse[]>(ApiRequest.Get("networks").With(parameters), cancellationToken);

    public Task<NetworkResponse> InspectNetworkAsync(string id, CancellationToken cancellationToken) =>
        connection.SendAsync<NetworkResponse>(Named(HttpMethod.Get, id, ""), cancellationToken);

    public Task<NetworksCreateResponse> CreateNetworkAsync(NetworksCreateParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return connection.SendAsync<NetworksCreateResponse>(ApiRequest.Post("networks/create").WithBody(parameters), cancellationToken);
    }

    public Task DeleteNetworkAsync(string id, CancellationToken cancellationToken) =>
        connection.SendAsync(Named(HttpMethod.Delete, id, ""), cancellationToken);

    public Task ConnectNetworkAsync(string id, NetworkConnectParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(parameters?.Container, nameof(parameters));
        return connection.SendAsync(Named(HttpMethod.Post, id, "/connect").WithBody(parameters), cancellationToken);
    }

    public Task DisconnectNetworkAsync(string id, NetworkDisconnectParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(parameters?.Container, nameof(parameters));
        return connection.SendAsync(Named(HttpMethod.Post, id, "/disconnect").WithBody(parameters), cancellationToken);
    }

    public Task DeleteUnusedNetworksAsync(NetworksDeleteUnusedParameters parameters, CancellationToken cancellationToken) =>
        PruneNetworksAsync(parameters, cancellationToken);

    public Task<NetworksPruneResponse> PruneNetworksAsync(
        NetworksDeleteUnusedParameters parameters, CancellationToken cancellationToken) =>
        connection.SendAsync<NetworksPruneResponse>(ApiRequest.Post("networks/prune").With(parameters), cancellationToken);

    static ApiRequest Named(HttpMethod method, string id, string what)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return new ApiRequest(method, $"networks/{id}{what}")
        {
            NotFound = static (status, body) => new DockerNetworkNotFoundException(status, body),
        };
    }
}
