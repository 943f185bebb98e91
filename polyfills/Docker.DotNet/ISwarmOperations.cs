using Docker.DotNet.Models;

namespace Docker.DotNet;

public interface ISwarmOperations
{
    Task<SwarmService> InspectServiceAsync(string id, CancellationToken cancellationToken = default);

    Task<IEnumerable<SwarmService>> ListServicesAsync(ServicesListParameters parameters = null, CancellationToken cancellationToken = default);
}
