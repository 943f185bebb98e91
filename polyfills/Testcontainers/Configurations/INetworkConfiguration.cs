using Docker.DotNet.Models;

namespace DotNet.Testcontainers.Configurations;

public interface INetworkConfiguration : IResourceConfiguration<NetworksCreateParameters>;
