using System.Diagnostics.CodeAnalysis;
using System.Net;
using Docker.DotNet.Models;
using Docker.DotNet.Transport;

namespace Docker.DotNet;

sealed class SwarmOperations(ApiConnection connection) : ISwarmOperations
{
    public Task<SwarmService> InspectServiceAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return SendAsync<SwarmService>(ApiRequest.Get($"services/{id}"), cancellationToken);
    }

    public async Task<IEnumerable<SwarmService>> ListServicesAsync(ServicesListParameters parameters, CancellationToken cancellationToken) =>
        await SendAsync<SwarmService[]>(ApiRequest.Get("services").With(parameters), cancellationToken);

    [SuppressMessage("Usage", "CA2201", Justification = "The real client throws this very type where the node is no manager of a swarm.")]
    async Task<T> SendAsync<T>(ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.SendAsync<T>(request, cancellationToken);
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            throw new Exception("Node is not part of a swarm.");
        }
    }
}
