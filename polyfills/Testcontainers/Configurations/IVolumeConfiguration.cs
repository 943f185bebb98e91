using Docker.DotNet.Models;

namespace DotNet.Testcontainers.Configurations;

public interface IVolumeConfiguration : IResourceConfiguration<VolumesCreateParameters>;
