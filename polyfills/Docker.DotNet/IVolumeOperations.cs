using Docker.DotNet.Models;

namespace Docker.DotNet;

public interface IVolumeOperations
{
    Task<VolumeResponse> CreateAsync(VolumesCreateParameters parameters, CancellationToken cancellationToken = default);

    Task<VolumeResponse> InspectAsync(string name, CancellationToken cancellationToken = default);

    Task<VolumesListResponse> ListAsync(VolumesListParameters parameters, CancellationToken cancellationToken = default);

    Task<VolumesListResponse> ListAsync(CancellationToken cancellationToken = default);

    Task<VolumesPruneResponse> PruneAsync(VolumesPruneParameters parameters = null, CancellationToken cancellationToken = default);

    Task RemoveAsync(string name, bool? force = null, CancellationToken cancellationToken = default);
}
