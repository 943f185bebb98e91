using Docker.DotNet.Models;

namespace DotNet.Testcontainers.Configurations;

public interface IContainerConfiguration : IResourceConfiguration<CreateContainerParameters>;
