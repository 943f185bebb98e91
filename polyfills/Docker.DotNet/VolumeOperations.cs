using Docker.DotNet.Models;
using Docker.DotNet.Transport;

namespace Docker.DotNet;

sealed class VolumeOperations(ApiConnection connection) : IVolumeOperations
{
    public Task<VolumesListResponse> ListAsync(CancellationToken cancellationToken) => ListAsync(null, cancellationToken);

    public Task<VolumesListResponse> ListAsync(VolumesListParameters parameters, CancellationToken cancellationToken) =>
        connection.SendAsync<VolumesListResponse>(ApiRequest.Get("volumes").With(parameters), cancellationToken);

    public Task<VolumeResponse> CreateAsync(VolumesCreateParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return connection.SendAsync<VolumeResponse>(ApiRequest.Post("volumes/create").WithBody(parameters), cancellationToken);
    }

    public Task<VolumeResponse> InspectAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return connection.SendAsync<VolumeResponse>(ApiRequest.Get($"volumes/{name}"), cancellationToken);
    }

    /// <remarks>The real client takes <paramref name="force"/> and never sends it; neither does this one.</remarks>
    public Task RemoveAsync(string name, bool? force, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return connection.SendAsync(ApiRequest.Delete($"volumes/{name}"), cancellationToken);
    }

    public Task<VolumesPruneResponse> PruneAsync(VolumesPruneParameters parameters, CancellationToken cancellationToken) =>
        connection.SendAsync<VolumesPruneResponse>(ApiRequest.Post("volumes/prune").With(parameters), cancellationToken);
}
